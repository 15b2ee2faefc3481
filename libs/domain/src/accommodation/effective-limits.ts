import type { Adjustment, Dial, TimeDial, Track } from './adjustment';

/*
 * Imports types only: Node runs this file as it is, so that anybody can recompute limits from a clone (docs/limits.md).
 * Moments are milliseconds since the epoch: changed clocks and days of 23 or 25 hours do not exist here.
 */

type Kind = 'video' | 'audio' | 'text';

/** Limits of one question, as the template has them. */
export interface QuestionLimits {
  readonly id: string;
  readonly kinds: readonly Kind[];
  /** Seconds; null for no limit. */
  readonly preparationSeconds: number | null;
  readonly answerSeconds: number | null;
  readonly retakes: number;
}

/** Limits without any accommodation. */
export interface TemplateLimits {
  /** When the candidate was invited. */
  readonly opensAt: number;
  readonly deadline: number;
  readonly questions: readonly QuestionLimits[];
}

/** A time in which the clock of the deadline stood; without an end while it stands. */
export interface Stop {
  readonly from: number;
  readonly to: number | null;
}

/** What the candidate has used so far. */
export interface Spent {
  /** From each request for an accommodation to its answer. */
  readonly requests: readonly Stop[];
  /** Pauses the candidate took; they count as far as pauses were granted. */
  readonly pauses: readonly Stop[];
  readonly questions: readonly {
    readonly id: string;
    readonly preparationSeconds: number;
    /** Takes that use one up. */
    readonly takes: number;
  }[];
}

export interface LimitFacts {
  readonly template: TemplateLimits;
  /** What everybody is granted. */
  readonly policy: readonly Adjustment[];
  /** What this candidate is granted. */
  readonly grants: readonly Adjustment[];
  readonly now: number;
  readonly spent: Spent;
}

export interface EffectiveQuestion {
  readonly id: string;
  readonly kinds: readonly Kind[];
  readonly preparationSeconds: number | null;
  readonly preparationSecondsLeft: number | null;
  readonly answerSeconds: number | null;
  /** Takes altogether, the first one included. */
  readonly takes: number;
  readonly takesLeft: number;
}

/** What holds for one candidate at one moment. */
export interface EffectiveLimits {
  /** Null for no deadline. It moves along with `now` while the clock is stopped. */
  readonly deadline: number | null;
  readonly clockStopped: boolean;
  /** The candidate has stopped the clock by a pause that is not used up. */
  readonly paused: boolean;
  readonly pauseSecondsLeft: number;
  readonly questions: readonly EffectiveQuestion[];
  readonly questionsInAdvance: boolean;
  readonly promptCaptions: boolean;
  readonly signLanguagePrompts: boolean;
  readonly signLanguage: boolean;
  readonly tracks: readonly Track[];
  readonly humanOnly: boolean;
  readonly liveConversation: boolean;
}

/**
 * The limits that hold for a candidate. For times, takes and pauses a grant to this person replaces what the policy says
 * of the same dial; where several of either apply, the more generous one counts. Everything else adds up. Nothing is ever
 * shorter or less than the template has it.
 */
export function effectiveLimits({ template, policy, grants, now, spent }: LimitFacts): EffectiveLimits {
  const applied = new Applied(policy, grants);
  const kinds = applied.all('answer-kinds');
  const granted = kinds.flatMap((one) => one.kinds);
  const pauses = pausesWithin(spent.pauses, applied.most('pauses', ({ seconds }) => seconds) * 1000, now);
  const requests = spent.requests.map((stop) => past(stop, now)).filter((stop) => stop !== null);
  const length = applied.longest('deadline', template.deadline - template.opensAt, 1000);
  return {
    deadline:
      length === null ? null : deadlineWith(template.opensAt + length, [...requests, ...pauses.taken]),
    clockStopped: pauses.open || spent.requests.some(({ from, to }) => to === null && from <= now),
    paused: pauses.open,
    pauseSecondsLeft: Math.ceil(pauses.leftMs / 1000),
    questions: template.questions.map((question) => questionWith(question, applied, spent)),
    questionsInAdvance: applied.has('questions-in-advance'),
    promptCaptions: applied.has('prompt-captions'),
    signLanguagePrompts: applied.has('sign-language-prompts'),
    signLanguage: granted.includes('sign-language'),
    tracks: (['interpreter', 'captioner'] as const).filter((track) =>
      kinds.some((one) => one.track === track),
    ),
    humanOnly: applied.has('human-only'),
    liveConversation: applied.has('live-conversation'),
  };
}

function questionWith(question: QuestionLimits, applied: Applied, spent: Spent): EffectiveQuestion {
  const used = spent.questions.find(({ id }) => id === question.id) ?? { preparationSeconds: 0, takes: 0 };
  const preparationSeconds = applied.longest('preparation', question.preparationSeconds, 1);
  const takes = 1 + question.retakes + applied.most('extra-takes', (one) => one.takes);
  const granted = applied
    .all('answer-kinds')
    .flatMap(({ kinds }) => kinds)
    .map((kind) => (kind === 'sign-language' ? 'video' : kind));
  return {
    id: question.id,
    kinds: [...new Set([...question.kinds, ...granted])],
    preparationSeconds,
    preparationSecondsLeft:
      preparationSeconds === null ? null : Math.max(0, preparationSeconds - used.preparationSeconds),
    answerSeconds: applied.longest('answer-time', question.answerSeconds, 1),
    takes,
    takesLeft: Math.max(0, takes - used.takes),
  };
}

type Of<D extends Dial> = Extract<Adjustment, { readonly dial: D }>;

/** Which adjustments count, dial by dial. */
class Applied {
  private readonly policy: readonly Adjustment[];
  private readonly grants: readonly Adjustment[];

  constructor(policy: readonly Adjustment[], grants: readonly Adjustment[]) {
    this.policy = policy;
    this.grants = grants;
  }

  all<D extends Dial>(dial: D): Of<D>[] {
    return [...this.policy, ...this.grants].filter((one): one is Of<D> => one.dial === dial);
  }

  has(dial: Dial): boolean {
    return this.all(dial).length > 0;
  }

  /** What was granted to this person where there is anything, else what the policy says. */
  private nearest<D extends Dial>(dial: D): Of<D>[] {
    const own = this.grants.filter((one): one is Of<D> => one.dial === dial);
    return own.length > 0 ? own : this.all(dial);
  }

  /** The most that is granted; 0 where nothing is. */
  most<D extends Dial>(dial: D, amount: (one: Of<D>) => number): number {
    return Math.max(0, ...this.nearest(dial).map(amount));
  }

  /**
   * The longest of a length and what it is changed to, in whole units; null for no limit.
   *
   * @param second how many units of the length a second has
   */
  longest(dial: TimeDial, length: number | null, second: number): number | null {
    if (length === null) return null;
    const changed = this.nearest(dial).map((one) => {
      if ('unlimited' in one) return Infinity;
      return 'times' in one ? Math.ceil(length * one.times) : length + one.plusSeconds * second;
    });
    const longest = Math.max(length, ...changed);
    return longest === Infinity ? null : longest;
  }
}

/** A stop that has ended or is cut at now; null for one that has not begun, or that a changed clock has turned round. */
function past({ from, to }: Stop, now: number): { from: number; to: number } | null {
  const end = Math.min(to ?? now, now);
  return end > from ? { from, to: end } : null;
}

/** Pauses as far as they were granted, the earliest first. */
function pausesWithin(
  pauses: readonly Stop[],
  allowedMs: number,
  now: number,
): { taken: { from: number; to: number }[]; leftMs: number; open: boolean } {
  let leftMs = allowedMs;
  const taken: { from: number; to: number }[] = [];
  for (const stop of [...pauses].sort((one, other) => one.from - other.from)) {
    const span = past(stop, now);
    if (span === null) continue;
    const length = Math.min(leftMs, span.to - span.from);
    if (length > 0) taken.push({ from: span.from, to: span.from + length });
    leftMs -= length;
  }
  return { taken, leftMs, open: leftMs > 0 && pauses.some(({ from, to }) => to === null && from <= now) };
}

/** The deadline, later by every time the clock stood before it. Stops that overlap count once. */
function deadlineWith(deadline: number, stops: readonly { from: number; to: number }[]): number {
  let [end, counted] = [deadline, -Infinity];
  for (const { from, to } of [...stops].sort((one, other) => one.from - other.from)) {
    if (from > end) break;
    const begin = Math.max(from, counted);
    if (to > begin) end += to - begin;
    counted = Math.max(counted, to);
  }
  return end;
}
