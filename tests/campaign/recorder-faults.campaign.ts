/**
 * Every fault of `npm run recorder:fault`, for a minute where it lasts; what was recorded is kept, and where the page was
 * lost or the recording broke off it is also made again. Ends with 1 when more than one slice is lost, when a candidate was
 * not told what is safe, or when a fault used up a recording.
 *
 *     node tests/campaign/recorder-faults.campaign.ts [--seconds S, 60] [NAME…]
 *
 * Needs the built applications (`npm run build`) and Chromium.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { MOST_LOST_SECONDS, runFault, type Choice, type FaultReport } from '../recorder/fault-run.ts';
import { faults, type Fault } from '../recorder/faults.ts';
import { ownSystem } from '../recorder/system.ts';
import { chromiumPath } from '../support/chromium.ts';
import { writeReport } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' } },
});
/** Just before a slice would be full, which is the worst moment. */
const BEFORE_SECONDS = 21.9;
const spans = { before: BEFORE_SECONDS, fault: Number(values.seconds), after: 5 };

/** A run that did not come to its end is a finding too. */
interface Outcome {
  readonly fault: Fault;
  readonly choice: Choice;
  readonly report: FaultReport | null;
  readonly findings: readonly string[];
}

const outcomes: Outcome[] = [];
const system = await ownSystem();
try {
  for (const fault of faults.filter(({ name }) => positionals.length === 0 || positionals.includes(name)))
    for (const choice of fault.outcome === 'goes-on' ? (['keep'] as const) : (['keep', 'again'] as const)) {
      process.stderr.write(`${fault.name}, ${choice} … `);
      const outcome = await tried(fault, choice);
      outcomes.push(outcome);
      process.stderr.write(`${outcome.findings.length === 0 ? 'good' : outcome.findings.join(' ')}\n`);
    }
} finally {
  await system.stop();
}
process.stderr.write(`${await writeReport('recorder-faults', { text: reportText() })}\n`);
process.exitCode = outcomes.every(({ findings }) => findings.length === 0) ? 0 : 1;

async function tried(fault: Fault, choice: Choice): Promise<Outcome> {
  try {
    const report = await runFault(system, fault, spans, choice);
    return { fault, choice, report, findings: report.findings };
  } catch (error) {
    const [sentence = ''] = String(error).split('\n');
    return { fault, choice, report: null, findings: [sentence] };
  }
}

function reportText(): string {
  const version = execFileSync(chromiumPath(), ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  const found = outcomes.filter(({ findings }) => findings.length > 0);
  return `# What faults cost a candidate who is recording

${outcomes.length} runs in ${version}, with a camera and a microphone that are not real, against real processes on one
machine. Recorded for ${spans.before} s before the fault; a fault that lasts lasted ${spans.fault} s or until the candidate was
told. Allowed is a loss of ${MOST_LOST_SECONDS} s. Lost is what was recorded and cannot be heard in the take that arrived, was
prepared and decoded; time in which the system let nothing run is not counted as recorded. What Chromium's fake devices
cannot do (a plug pulled out, a new device) is done where the page would hear of it. Safari and Firefox were not tried.

${found.length === 0 ? 'Nothing was found.' : `Found: ${found.length} of ${outcomes.length} runs.`}

| fault | then | recorded, s | kept, s | lost, s | said to be safe, s | recordings left | found |
| --- | --- | --- | --- | --- | --- | --- | --- |
${outcomes.map(row).join('\n')}

## What happened, and what the candidate was told

${outcomes
  .filter(({ choice }) => choice === 'keep')
  .map(
    ({ fault, report }) =>
      `**${fault.name}.** ${fault.what}\n\n${lastOfEach(report?.told ?? [])
        .map((sentence) => `- ${sentence}`)
        .join('\n')}`,
  )
  .join('\n\n')}
`;
}

function row({ fault, choice, report, findings }: Outcome): string {
  const cells = [
    fault.name,
    choice === 'keep' ? 'kept' : 'recorded again',
    report?.recordedSeconds ?? '–',
    report?.keptSeconds ?? '–',
    report?.lostSeconds ?? '–',
    report?.toldSafeSeconds ?? '–',
    report === null ? '–' : `${report.takesLeft.before} → ${report.takesLeft.after}`,
    findings.length === 0 ? '–' : findings.join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Of sentences that differ only in their numbers, the last one. */
function lastOfEach(told: readonly string[]): string[] {
  const last = new Map(told.map((sentence) => [sentence.replaceAll(/\d+/g, '#'), sentence]));
  return [...last.values()];
}
