/*
 * What may differ between two runs. Nothing of it may be seen by anybody who rates, recruits or decides before reveal.
 */

export type CandidateName = 'robin' | 'kim' | 'sam' | 'alex';
export type Reviewer = 'one' | 'two' | 'three';
type Level = 1 | 2 | 3 | 4 | 5;

export interface Scenario {
  /** What the machine thinks of each, and in which words. */
  readonly levels: Readonly<Record<CandidateName, Level>>;
  readonly words: string;
  readonly accommodated: readonly CandidateName[];
  /** Of those, whom no model may see. They answer in writing, so that there is no transcript to miss. */
  readonly byPeopleAlone: readonly CandidateName[];
  readonly consenting: readonly CandidateName[];
  readonly selfIdentified: readonly CandidateName[];
}

export const usual: Scenario = {
  levels: { robin: 5, kim: 2, sam: 4, alex: 1 },
  words: 'a candidate beyond all praise, to be hired without further ado and at any price',
  accommodated: ['kim'],
  byPeopleAlone: [],
  consenting: ['robin', 'kim', 'alex'],
  selfIdentified: ['robin'],
};

const opposite: Pick<Scenario, 'levels' | 'words'> = {
  levels: { robin: 1, kim: 4, sam: 2, alex: 5 },
  words: 'no',
};
const others = {
  accommodated: ['robin', 'alex'],
  byPeopleAlone: ['alex'],
  consenting: ['kim', 'sam'],
  selfIdentified: ['kim', 'sam', 'alex'],
} as const;

/** What is different, by the letters of the design: each alone, all of it, and nothing. */
export const variations = {
  nothing: usual,
  'ai-output': { ...usual, ...opposite },
  accommodations: { ...usual, accommodated: others.accommodated, byPeopleAlone: others.byPeopleAlone },
  'ai-consent': { ...usual, consenting: others.consenting },
  'self-identification': { ...usual, selfIdentified: others.selfIdentified },
  everything: { ...usual, ...opposite, ...others },
} as const satisfies Record<string, Scenario>;

export type Variation = keyof typeof variations;

/** What people think, the same in every run. Two differ over Robin, so that a third has to settle it. */
export function ratingOf(candidate: CandidateName, reviewer: Reviewer): Level {
  const ratings = { one: 1, two: 3, three: 5 } as const;
  return candidate === 'robin' ? ratings[reviewer] : 3;
}
