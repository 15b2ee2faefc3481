import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { methodNames } from './compute.ts';
import { plantedCohort } from './planted/planted-cohort.ts';

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

describe('the audit command', () => {
  const audit = (...args: string[]): ReturnType<typeof run> =>
    spawnSync(process.execPath, ['--no-warnings', 'fairness-audits/audit.ts', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
  const definition = 'fairness-audits/one-way-interviews.audit.json';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-audit-'));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints one object that names its inputs, the same twice', () => {
    const rows = file('rows.csv', plantedCohort('fair', 1, 60));
    const args = ['--definition', definition, '--rows', rows, '--seed', '1'];
    const [once, twice] = [audit(...args), audit(...args)];
    expect(once).toMatchObject({ status: 0, stderr: '' });
    expect(twice.stdout).toBe(once.stdout);
    const digest = createHash('sha256')
      .update(plantedCohort('fair', 1, 60))
      .digest('hex');
    expect(JSON.parse(once.stdout)).toMatchObject({ inputs: { rows_sha256: digest, seed: 1 } });
  });

  it.each([
    ['no arguments', [], 'Call it as npm run -s audit'],
    ['a seed that is none', ['--definition', definition, '--rows', 'x', '--seed', '1.5'], '--seed must'],
    [
      'a file that is not there',
      ['--definition', definition, '--rows', 'nowhere', '--seed', '1'],
      '--rows must',
    ],
    [
      'rows of something else',
      ['--definition', definition, '--rows', 'LICENSE', '--seed', '1'],
      'row 1 must',
    ],
    [
      'a definition that is no JSON',
      ['--definition', 'LICENSE', '--rows', 'LICENSE', '--seed', '1'],
      '--definition',
    ],
  ])('refuses %s in one sentence', (_, args, sentence) => {
    const { status, stdout, stderr } = audit(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
