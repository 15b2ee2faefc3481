import { digestOfSeal } from '@evenhand/adapters/database';
import { ScorecardContent, Template, type LogEntry, type LogEntryType } from '@evenhand/contracts';
import { lockState, scorecardGaps, type SeatedScorecard } from '@evenhand/domain';
import { canonicalJson, commitmentOf, digestOfJson, digestOfScorecard } from '@evenhand/ledger';
import type { Evidence } from './evidence';
import type { Signing } from './signatures';

/** Label of the digest that the log holds of a draw. */
const armLabel = 'evenhand/arm/v1';

/** Why an interview stays closed. Says what is missing or does not fit, and nothing of what is in it. */
export type Refusal =
  | 'withdrawn'
  | 'not-available'
  | 'template-altered'
  | 'scorecard-stray'
  | 'scorecard-unreadable'
  | 'scorecard-incomplete'
  | 'scorecard-altered'
  | 'scorecard-not-logged'
  | 'scorecard-unsigned'
  | 'signature-wrong'
  | 'key-not-enrolled'
  | 'root-stale'
  | 'scorecard-missing'
  | 'adjudication-missing'
  | 'seal-missing'
  | 'seal-altered'
  | 'arm-missing'
  | 'arm-altered'
  | 'ending-altered'
  | 'order-broken';

/** What a check that found nothing wrong leads to. */
export interface Passed {
  readonly requisitionId: string;
  readonly template: Template;
  /** The seal of the last run. */
  readonly seal: Evidence['seals'][number];
  /** What was drawn about showing it. */
  readonly arm: NonNullable<Evidence['arm']>;
  /** Its ending is in the log already, under a checkpoint. */
  readonly ended: boolean;
}

export type Verdict =
  { readonly passed: Passed; readonly refusal: null } | { readonly passed: null; readonly refusal: Refusal };

/** Raised by a check that fails, caught where all of them are done. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

function demand(holds: boolean, refusal: Refusal): asserts holds {
  if (!holds) throw new Refused(refusal);
}

/**
 * Whether an interview is locked, by what is on record alone: whoever wrote into review.lock is believed nothing. Scorecards
 * and seal must be those the log speaks of, and happen in its order.
 */
export function check(evidence: Evidence): Verdict {
  try {
    demand(!evidence.withdrawn, 'withdrawn');
    const available = entryOf(evidence, 'available', (entry) => entry.round === evidence.round);
    demand(evidence.requisitionId !== null && available !== undefined, 'not-available');
    const template = templateOf(evidence);
    const cards = evidence.scorecards.map((card) => scorecard(evidence, template, card));
    demand(
      cards.every(
        ({ assigned, opened, rated }) => available < assigned && assigned < opened && opened < rated,
      ),
      'order-broken',
    );
    const state = lockState({ ...template, requiredScorecards: requiredOf(evidence, template) }, cards);
    demand(state.kind !== 'waiting', 'scorecard-missing');
    demand(state.kind !== 'adjudicate', 'adjudication-missing');
    const { seal, sealed } = lastSeal(evidence);
    demand(sealed < available, 'order-broken');
    for (const { signing, rated } of cards) signedAfter(sealed, signing, rated);
    const arm = drawnArm(evidence, available);
    const ended = hasEnded(evidence, seal, arm);
    return { passed: { requisitionId: evidence.requisitionId, template, seal, arm, ended }, refusal: null };
  } catch (refused) {
    if (refused instanceof Refused) return { passed: null, refusal: refused.refusal };
    throw refused;
  }
}

/** The template as it was published: frozen, hashed, and hashed in the log. */
function templateOf({ template }: Evidence): Template {
  const digest = template && digestOfJson(template.content);
  demand(
    template !== null && digest === template.contentHash && digest === template.loggedHash,
    'template-altered',
  );
  const parsed = Template.safeParse(template.content);
  demand(parsed.success, 'template-altered');
  return parsed.data;
}

/** What the template requires, or one more where a second reader was seated: by the log, not by a row that says so. */
function requiredOf({ log, round }: Evidence, template: Template): number {
  const taken = log.flatMap(({ entry }) => (entry.type === 'unassigned' ? [entry.packet] : []));
  const seats = log.filter(
    ({ entry }) =>
      entry.type === 'assigned' &&
      entry.round === round &&
      entry.seat === 'required' &&
      !taken.includes(entry.packet),
  );
  return Math.max(template.requiredScorecards, seats.length);
}

/** A scorecard that belongs to its seat, is whole, and is the one whose digest was logged when it was locked. */
function scorecard(
  evidence: Evidence,
  template: Template,
  card: Evidence['scorecards'][number],
): SeatedScorecard & { assigned: bigint; opened: bigint; rated: bigint; signing: Signing } {
  const { packetId, reviewerId, seat, signing } = card;
  const assignment = evidence.assignments.find((one) => one.packetId === packetId);
  const fits =
    assignment?.reviewerId === reviewerId && assignment.seat === seat && assignment.unassignedAt === null;
  const assigned = entryOf(
    evidence,
    'assigned',
    (entry) => entry.packet === packetId && entry.reviewer === reviewerId && entry.seat === seat,
  );
  demand(fits && assigned !== undefined, 'scorecard-stray');
  const content = ScorecardContent.safeParse(card.content);
  demand(content.success, 'scorecard-unreadable');
  const { missing, unknown } = scorecardGaps(template, content.data.ratings);
  demand(missing.length + unknown.length === 0, 'scorecard-incomplete');
  const digest = digestOfScorecard(card.salt, card.content);
  demand(digest === card.digest, 'scorecard-altered');
  const rated = entryOf(
    evidence,
    'rated',
    (entry) => entry.packet === packetId && entry.round === evidence.round,
  );
  const logged = evidence.log.filter(({ entry }) => entry.type === 'rated' && entry.packet === packetId);
  const [only] = logged;
  const same = logged.length === 1 && only?.entry.type === 'rated' && only.entry.scorecard === digest;
  demand(rated !== undefined && same, 'scorecard-not-logged');
  demand(signing !== null, 'scorecard-unsigned');
  const { key, root } = only.entry;
  demand(key === signing.key && root === signing.root, 'scorecard-not-logged');
  const opened = entryOf(
    evidence,
    'opened',
    (entry) => entry.packet === packetId && entry.round === evidence.round,
  );
  demand(opened !== undefined, 'order-broken');
  return { reviewerId, seat, ratings: content.data.ratings, assigned, opened, rated, signing };
}

/** Signed with a key that was this reviewer's own at the time, over a log that had the seal in it already. */
function signedAfter(sealed: bigint, { holds, enrolled, retired, covers }: Signing, rated: bigint): void {
  const inUse = enrolled !== null && enrolled < rated && (retired === null || rated < retired);
  demand(inUse, 'key-not-enrolled');
  demand(holds, 'signature-wrong');
  demand(covers !== null && sealed < covers && covers <= rated, 'root-stale');
}

/** The seal of the last run, exactly as the log says it was made. */
function lastSeal(evidence: Evidence): { seal: Evidence['seals'][number]; sealed: bigint } {
  const entries = evidence.log.flatMap(({ position, entry }) =>
    entry.type === 'sealed' ? [{ position, entry }] : [],
  );
  const declared = evidence.log.filter(({ entry }) => entry.type === 'run-declared');
  const [seal, last] = [evidence.seals.at(-1), entries.at(-1)];
  demand(seal !== undefined && last !== undefined, 'seal-missing');
  // Every declared run is sealed once: a seal that vanished, or one nobody declared, is no way to choose a summary.
  const runs = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join();
  const declaredRuns = runs(
    declared.flatMap(({ entry }) => (entry.type === 'run-declared' ? [entry.run] : [])),
  );
  const whole =
    declaredRuns === runs(entries.map(({ entry }) => entry.run)) &&
    declaredRuns === runs(evidence.seals.map(({ run }) => run));
  demand(whole, 'seal-missing');
  const { run, key, commitment, ciphertext } = last.entry;
  const same =
    run === seal.run &&
    key === seal.keyId &&
    commitment === seal.commitment &&
    ciphertext === digestOfSeal(seal);
  demand(same, 'seal-altered');
  return { seal, sealed: last.position };
}

/** What was drawn before anybody had the interview, exactly as the log was told then. */
function drawnArm({ arm, log, round }: Evidence, available: bigint): NonNullable<Evidence['arm']> {
  const entries = log.filter(({ entry }) => entry.type === 'arm-drawn' && entry.round === round);
  const [only] = entries;
  demand(arm !== null && entries.length === 1 && only?.entry.type === 'arm-drawn', 'arm-missing');
  const { withhold, salt, commitment } = arm;
  const digest = commitmentOf(salt, armLabel, canonicalJson({ withhold }));
  demand(digest === commitment && commitment === only.entry.commitment, 'arm-altered');
  demand(only.position < available, 'order-broken');
  return arm;
}

/** Whether the log says how it ended. What it says must be what would be written now. */
function hasEnded({ log, round }: Evidence, seal: Passed['seal'], arm: Passed['arm']): boolean {
  const endings = log.filter(
    ({ entry }) => (entry.type === 'released' || entry.type === 'withheld') && entry.round === round,
  );
  const expected = arm.withhold ? arm.commitment : seal.commitment;
  for (const { entry } of endings) {
    demand(
      entry.type === (arm.withhold ? 'withheld' : 'released') && entry.commitment === expected,
      'ending-altered',
    );
  }
  return endings.length > 0;
}

/** Where the first entry of a type that fits stands in the log. */
function entryOf<T extends LogEntryType>(
  { log }: Evidence,
  type: T,
  fits: (entry: Extract<LogEntry, { type: T }>) => boolean,
): bigint | undefined {
  return log.find(({ entry }) => entry.type === type && fits(entry as Extract<LogEntry, { type: T }>))
    ?.position;
}
