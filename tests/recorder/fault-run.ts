import type { Fault, Outcome, Spans } from './faults.ts';
import { FaultScene } from './fault-scene.ts';
import type { System } from './system.ts';

/** Most seconds that a fault may cost: one slice. */
export const MOST_LOST_SECONDS = 4;
/** How exact a told length has to be: it is shown in whole seconds. */
const TOLD_WITHIN_SECONDS = 1;

/** What the candidate does after the fault: keep what there is, or record again. */
export type Choice = 'keep' | 'again';

export interface FaultReport {
  readonly fault: string;
  readonly what: string;
  readonly outcome: Outcome;
  readonly choice: Choice;
  /** From the first frame to the end, without the time in which the page could not run. */
  readonly recordedSeconds: number;
  /** Sound of the take that arrived on the server and was prepared, decoded; null where it was recorded again. */
  readonly keptSeconds: number | null;
  readonly lostSeconds: number | null;
  /** The length the candidate was told to be safe, the last time; null where no length was told. */
  readonly toldSafeSeconds: number | null;
  readonly told: readonly string[];
  /** Recordings the candidate may still make, before and after. */
  readonly takesLeft: { readonly before: number; readonly after: number };
  /** What is wrong; empty when all is well. */
  readonly findings: readonly string[];
}

export const usualSpans: Spans = { before: 9.5, fault: 6, after: 3 };

/** Runs one fault from an invitation to a prepared recording. */
export async function runFault(
  system: System,
  fault: Fault,
  spans: Spans,
  choice: Choice = 'keep',
): Promise<FaultReport> {
  const scene = await FaultScene.open(system, fault.wish);
  try {
    return await report(scene, fault, spans, choice);
  } finally {
    await scene.close();
  }
}

async function report(scene: FaultScene, fault: Fault, spans: Spans, choice: Choice): Promise<FaultReport> {
  const { watch } = scene;
  const before = (await scene.firstQuestion()).takesLeft;
  await fault.prepare?.(scene);
  await scene.candidate.startRecording();
  const began = watch.started.at(-1) ?? performance.now();
  await waitUntil(began + spans.before * 1000);
  const struck = performance.now();
  const heardBefore = watch.told.length;
  await fault.strike(scene, spans);
  const ended = await decide(scene, fault, spans, choice, struck);
  const recordedSeconds = (ended - began - scene.stoodStillMs) / 1000;

  const take = await scene.preparedTake();
  const keptSeconds =
    choice === 'keep' ? Math.min(await scene.heardSeconds(take), (take.durationMs ?? 0) / 1000) : null;
  const lostSeconds = keptSeconds === null ? null : Math.max(0, recordedSeconds - keptSeconds);
  const told = fault.prepare || fault.wish ? watch.told : watch.told.slice(heardBefore);
  const toldSafeSeconds = choice === 'keep' && fault.outcome !== 'goes-on' ? lastTold(told) : null;
  const left = { before, after: (await scene.firstQuestion()).takesLeft };
  const findings = [
    ...(lostSeconds !== null && lostSeconds > MOST_LOST_SECONDS
      ? [`${lostSeconds.toFixed(1)} s are lost.`]
      : []),
    ...fault.says
      .filter((words) => !told.some((sentence) => words.test(sentence)))
      .map((words) => `Nothing was said like ${String(words)}.`),
    ...(toldSafeSeconds !== null &&
    keptSeconds !== null &&
    toldSafeSeconds > keptSeconds + TOLD_WITHIN_SECONDS
      ? [`${toldSafeSeconds} s were said to be safe.`]
      : []),
    ...(before - left.after > 1 ? [`The fault used up a recording: ${left.after} left of ${before}.`] : []),
  ];
  return {
    fault: fault.name,
    what: fault.what,
    outcome: fault.outcome,
    choice,
    recordedSeconds: rounded(recordedSeconds),
    keptSeconds: keptSeconds === null ? null : rounded(keptSeconds),
    lostSeconds: lostSeconds === null ? null : rounded(lostSeconds),
    toldSafeSeconds,
    told,
    takesLeft: left,
    findings,
  };
}

/** Does what the candidate does. @returns when the recording ended */
async function decide(
  scene: FaultScene,
  { outcome }: Fault,
  { after }: Spans,
  choice: Choice,
  struck: number,
): Promise<number> {
  let ended = struck;
  if (outcome === 'goes-on') {
    await wait(after);
    await scene.candidate.stopRecording();
    ended = scene.watch.ended.at(-1) ?? performance.now();
    if (choice === 'keep') await scene.candidate.keepTake();
  } else {
    const candidate = outcome === 'page-lost' ? await scene.comeBack() : scene.candidate;
    const offer = candidate.page.getByRole('button', { name: /^Keep (it up to|what we have)/ });
    await offer.waitFor();
    // The length that is told becomes exact once the browser has looked through what it kept.
    await wait(1);
    if (choice === 'keep') await offer.click();
  }
  if (choice === 'again') {
    await scene.candidate.recordAgain();
    await scene.candidate.record(3);
  }
  await scene.atRelent();
  return ended;
}

/** The last length a sentence has told to be safe, in seconds. */
function lastTold(told: readonly string[]): number | null {
  const found = told
    .map((sentence) => /up to (\d+):(\d\d)/.exec(sentence))
    .findLast((match) => match !== null);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const waitUntil = (moment: number): Promise<void> => wait(Math.max(0, moment - performance.now()) / 1000);

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;
