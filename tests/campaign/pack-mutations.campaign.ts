/**
 * Flips every byte of two minimal packs, three bits each, and drops, doubles, swaps and splices every entry: each mutant must
 * fail the claim it breaks or be refused. `npm test` runs a sample of the same.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { writeReport } from './report.ts';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number;
    }[];
  }[];
}

const project = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-mutations-'));
const file = path.join(folder, 'results.json');
try {
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      path.join(project, 'node_modules/jest/bin/jest.js'),
      ...['--selectProjects', 'unit', '--json', '--outputFile', file],
      ...['--testPathPatterns', 'libs/ledger/src/evidence/pack-mutations'],
    ],
    {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, PACK_MUTATIONS: 'all' },
    },
  );
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  const rows = testResults.flatMap(({ assertionResults }) => assertionResults);
  const text = `# Falsified evidence packs

Every byte of two minimal packs (one released, one withheld) was flipped, three bits each, and every entry of the log dropped,
doubled, swapped and spliced, with and without the log's key. A mutant counts as caught when the claim it breaks fails, or
when the pack is refused as unreadable; one mutant that is not caught fails its row.

${numPassedTests} passed, ${numFailedTests} failed.

| what was falsified | outcome | seconds |
| --- | --- | --- |
${rows.map(({ fullName, status: outcome, duration }) => `| ${fullName} | ${outcome} | ${((duration ?? 0) / 1000).toFixed(1)} |`).join('\n')}
`;
  process.stderr.write(`${await writeReport('pack-mutations', { text })}\n`);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
