/** What is given away: the one file, as it is built, run by this Node in an empty folder. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-verifier-'));
const file = path.join(folder, 'evenhand-verify.js');

function run(args: readonly string[], input: string) {
  const env = { PATH: '', NODE_OPTIONS: '' };
  return spawnSync(process.execPath, args, { input, cwd: folder, encoding: 'utf8', env });
}

beforeAll(() => {
  const config = path.join(ROOT, 'apps/verifier/rolldown.config.mjs');
  const built = path.join(folder, 'built');
  const { status, stderr } = run(
    [path.join(ROOT, 'node_modules/rolldown/bin/cli.mjs'), '-c', config, '--dir', built],
    '',
  );
  if (status !== 0) throw new Error(stderr);
  expect(readdirSync(built).sort()).toEqual(['evenhand-verify.js', 'package.json']);
  renameSync(path.join(built, 'evenhand-verify.js'), file);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

it('asks for nothing but Node, and for none of its modules that reach out', () => {
  const asked = [
    ...readFileSync(file, 'utf8').matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g),
  ];
  expect(new Set(asked.map(([, name]) => name))).toEqual(new Set(['node:fs', 'node:util']));
});

it('holds no path of the machine it was built on', () => {
  expect(readFileSync(file, 'utf8')).not.toContain(ROOT);
});

it.each(['jcs_rfc8785_a', 'merkle_rfc6962_proofs_a', 'signed_note_ed25519_a'])(
  'answers the case %s',
  (name) => {
    const { method, input, expected } = JSON.parse(
      readFileSync(path.join(ROOT, 'tests/cases', `${name}.json`), 'utf8'),
    ) as { method: string; input: unknown; expected: unknown };
    const { status, stdout, stderr } = run([file, method.replace('verify ', '')], JSON.stringify(input));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(expected);
  },
);

it('ends with 2, one sentence and nothing else when it cannot read', () => {
  const { status, stdout, stderr } = run([file, 'proof'], '[{"kind":"inclusion"}]');
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'input[0].proof is missing.\n',
  });
});
