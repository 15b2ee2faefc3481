/**
 * A probe is one line of code put where it may or may not stand. It passes when the lint says about that line what
 * the law says: an objection of the expected rule, or nothing at all.
 */
export interface Probe {
  readonly label: string;
  /** File the code is written to, from the workspace root. */
  readonly file: string;
  /** Code that is judged by its first line; several probes may share a file. */
  readonly code: string;
  /** Rule that must object, or null when the line is lawful. */
  readonly rule: string | null;
  /** Words the objection must contain, so that it is not made for another reason. */
  readonly words?: string;
}

export interface Objection {
  readonly rule: string | null;
  readonly line: number;
  readonly message: string;
}

/** What the lint said, by file. A file that is missing here was never judged. */
export type Verdicts = ReadonlyMap<string, readonly Objection[]>;

export const BOUNDARIES = '@nx/enforce-module-boundaries';

/** Counts what held and remembers what did not. */
export class Tally {
  passed = 0;
  readonly failures: string[] = [];

  /** Records one expectation. */
  expect(label: string, holds: boolean, seen: string): void {
    if (holds) this.passed += 1;
    else this.failures.push(`${label}: ${seen}`);
  }

  /** Compares the lint's verdicts with what each probe expects. */
  judge(probes: readonly Probe[], verdicts: Verdicts): void {
    const lines = linesOf(probes);
    for (const probe of probes) {
      const all = verdicts.get(probe.file);
      const line = lines.get(probe);
      const here = (all ?? []).filter((objection) => objection.line === line);
      const seen =
        all === undefined ? 'the file was not linted' : here.map(inWords).join(' ; ') || 'no objection';
      this.expect(probe.label, all !== undefined && agrees(probe, here), seen);
    }
  }
}

function inWords({ rule, message }: Objection): string {
  return `${rule ?? 'parser'} says ${message.split('\n')[0] ?? ''}`;
}

function agrees(probe: Probe, here: readonly Objection[]): boolean {
  if (probe.rule === null) return here.length === 0;
  const words = probe.words ?? '';
  return here.some(
    ({ rule, message }) =>
      rule === probe.rule && message.includes(words) && !message.startsWith('Circular dependency'),
  );
}

/** The line each probe stands on in its file, counted from 1. */
function linesOf(probes: readonly Probe[]): Map<Probe, number> {
  const next = new Map<string, number>();
  const lines = new Map<Probe, number>();
  for (const probe of probes) {
    const line = next.get(probe.file) ?? 1;
    lines.set(probe, line);
    next.set(probe.file, line + probe.code.split('\n').length);
  }
  return lines;
}

/** The text of every probe file: its probes' lines in order. */
export function filesOf(probes: readonly Probe[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { file, code } of probes) texts.set(file, `${texts.get(file) ?? ''}${code}\n`);
  return texts;
}
