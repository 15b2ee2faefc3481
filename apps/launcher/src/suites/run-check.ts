import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { codeOf } from '../fault-code.ts';
import { runScript } from '../processes/command.ts';
import { inProject } from '../workspace.ts';
import type { Check } from './suites.ts';
import { readReport, readWords, type JestReport, type Tally } from './tally.ts';

/** Runs one check, shows its output, and counts. */
export async function runCheck(
  check: Check,
  environment: Record<string, string>,
  more: readonly string[],
): Promise<Tally> {
  return check.kind === 'jest' ? runJest(check, environment, more) : runPlain(check, environment);
}

async function runPlain(
  { script, args = [] }: Extract<Check, { kind: 'script' }>,
  environment: Record<string, string>,
): Promise<Tally> {
  const { code, output } = await runScript(inProject(script), args, { environment, visible: true });
  const counted = readWords(output) ?? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

async function runJest(
  { config, projects = [] }: Extract<Check, { kind: 'jest' }>,
  environment: Record<string, string>,
  more: readonly string[],
): Promise<Tally> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-report-'));
  const report = path.join(folder, 'report.json');
  const selected = projects.length > 0 ? ['--selectProjects', ...projects] : [];
  try {
    await runScript(
      inProject('node_modules/jest/bin/jest.js'),
      ['--config', config, ...selected, '--json', `--outputFile=${report}`, ...more],
      {
        environment: { ...environment, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
        visible: true,
      },
    );
    return readReport(JSON.parse(readFileSync(report, 'utf8')) as JestReport);
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return { passed: 0, failed: 1, skipped: 0 }; // jest did not get as far as a report
    throw fault;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
