/**
 * `npm run -s recorder:fault -- NAME`: what one fault costs a candidate who is recording, in Chromium with a camera and a
 * microphone that are not real, against a system started for it. Prints JSON with the seconds recorded and lost and what
 * the candidate was told; ends with code 1 when more than one slice is lost, nothing was said, or a recording was used up.
 *
 *     npm run -s recorder:fault -- --list
 *     npm run -s recorder:fault -- NAME [--choice keep|again] [--before S] [--seconds S] [--after S]
 *                                  [--base URL [--sign-ins FILE]]
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildChanged } from '../../apps/launcher/src/building/build-changed.ts';
import { MOST_LOST_SECONDS, runFault, usualSpans } from './fault-run.ts';
import { faults } from './faults.ts';
import { ownSystem, systemAt } from './system.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    choice: { type: 'string', default: 'keep' },
    before: { type: 'string', default: String(usualSpans.before) },
    seconds: { type: 'string', default: String(usualSpans.fault) },
    after: { type: 'string', default: String(usualSpans.after) },
    base: { type: 'string' },
    'sign-ins': { type: 'string', default: '.evenhand/started.json' },
  },
});

if (values.list) {
  process.stdout.write(faults.map(({ name, what }) => `${name.padEnd(22)}${what}\n`).join(''));
} else {
  process.exitCode = await main(positionals[0]);
}

async function main(name: string | undefined): Promise<number> {
  const fault = faults.find((one) => one.name === name);
  const spans = { before: Number(values.before), fault: Number(values.seconds), after: Number(values.after) };
  const { choice } = values;
  if (
    fault === undefined ||
    (choice !== 'keep' && choice !== 'again') ||
    !Object.values(spans).every((one) => one > 0)
  ) {
    process.stderr.write('Usage: npm run -s recorder:fault -- NAME, with a name that --list tells.\n');
    return 2;
  }
  const index = path.resolve(import.meta.dirname, '../../dist/apps/interview/browser/index.html');
  if (values.base === undefined && !existsSync(index)) await quietly(buildChanged);
  const own = values.base === undefined ? await ownSystem() : null;
  try {
    const system = own ?? (await systemAt(values.base ?? '', values['sign-ins']));
    const report = await runFault(system, fault, spans, choice);
    process.stdout.write(`${JSON.stringify({ ...report, mostLostSeconds: MOST_LOST_SECONDS }, null, 2)}\n`);
    return report.findings.length === 0 ? 0 : 1;
  } finally {
    await own?.stop();
  }
}

/** Progress goes to the other output: this one is somebody's input. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = console.error;
  try {
    await work();
  } finally {
    console.log = log;
  }
}
