/** Ways of answering somebody may be granted; sign language is recorded as video. */
export type GrantedKind = 'video' | 'audio' | 'text' | 'sign-language';

/** Who supplies the words of an answer beside its recording. */
export type Track = 'interpreter' | 'captioner';

/** Dials that change a length of time. */
export type TimeDial = 'preparation' | 'answer-time' | 'deadline';

/**
 * How a length of time changes: multiplied, made longer, or without limit. A deadline is multiplied counting from the
 * invitation; `plusSeconds` are seconds of the clock, so a day is 86,400 of them also when clocks are changed.
 */
export type TimeChange =
  { readonly times: number } | { readonly plusSeconds: number } | { readonly unlimited: true };

/** One change of what an interview demands. What a candidate asks for and what is granted have the same shape. */
export type Adjustment =
  | ({ readonly dial: TimeDial } & TimeChange)
  /** Takes on top of those of the template, for every question. */
  | { readonly dial: 'extra-takes'; readonly takes: number }
  /** Time for which the candidate may stop the clock of the deadline, altogether. */
  | { readonly dial: 'pauses'; readonly seconds: number }
  | { readonly dial: 'questions-in-advance' }
  /** Kinds of answer on top of those of the template. */
  | {
      readonly dial: 'answer-kinds';
      readonly kinds: readonly GrantedKind[];
      readonly track?: Track | undefined;
    }
  | { readonly dial: 'prompt-captions' }
  | { readonly dial: 'sign-language-prompts' }
  /** No model runs, neither for the transcript nor for a summary. */
  | { readonly dial: 'human-only' }
  /** A conversation with a person instead of recordings. */
  | { readonly dial: 'live-conversation' }
  | { readonly dial: 'other'; readonly text: string };

export type Dial = Adjustment['dial'];

/** What an adjustment may say at most. Less than nothing is never granted: `times` begins at 1. */
export const adjustmentBounds = {
  times: { least: 1, most: 10 },
  plusSeconds: { preparation: 14_400, 'answer-time': 14_400, deadline: 31_536_000 },
  takes: { least: 1, most: 20 },
  pauseSeconds: { least: 60, most: 604_800 },
  text: 2000,
} as const;
