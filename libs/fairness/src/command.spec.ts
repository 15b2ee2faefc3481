import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { methodNames } from './compute.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Runs the command as `npm run -s compute -- …` does. */
function run(args: string[], input: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--no-warnings', 'fairness-audits/compute.ts', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  });
}

describe('the compute command', () => {
  it('prints one object for one input and a list for a list', () => {
    const one = run(['shortfall'], '{"overall_selection_rate":0.2,"group_n":10,"group_selected":1}');
    expect(one).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(one.stdout)).toEqual({ expected_selected: 2, shortfall: 1 });
    const several = run(['ratio-ci'], '[{"x1":5,"n1":15,"x2":0,"n2":20},{"x1":0,"n1":10,"x2":0,"n2":20}]');
    expect(JSON.parse(several.stdout)).toMatchObject([
      { ratio: 'Infinity' },
      { ratio: null, reasons: { ratio: expect.stringContaining('0/0') } },
    ]);
  });

  it.each([
    ['impact', '{"groups":[{"category":"a","n":3,"selected":4}]}', 'groups[0].selected'],
    ['fisher', '[{"table":[[1,2],[3,4]]},{"table":[[1,-2],[3,4]]}]', '[1].table[0][1]'],
    ['power', '{"n":10,"p1":0.5,"p2":1.5}', 'p2'],
    ['cmh', '{"strata":[]}', 'strata'],
    ['impact', 'no JSON', 'input'],
  ])('refuses bad input of %s in one sentence that names the field', (method, input, field) => {
    const { status, stdout, stderr } = run([method], input);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.startsWith(`${field} must`)).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('lists the methods when there is none of that name', () => {
    const { status, stdout, stderr } = run(['fischer'], '{}');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    for (const name of methodNames) expect(stderr).toContain(name);
  });
});
