import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

function prisma(...args: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/prisma/build/index.js'), ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return { code: status, output: stdout + stderr };
}

describe('prisma, with its schema engine from node_modules', () => {
  it('finds the migrated database as the models describe it', () => {
    const { code, output } = prisma(
      'migrate',
      'diff',
      '--exit-code',
      '--from-config-datasource',
      '--to-schema',
      'prisma',
    );

    expect(output).toContain('No difference detected.');
    expect(code).toBe(0);
  });

  it('has nothing left to apply', () => {
    expect(prisma('migrate', 'deploy').output).toContain('No pending migrations to apply.');
  });
});
