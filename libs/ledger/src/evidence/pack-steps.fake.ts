/** What may happen in the world of `pack-scene.fake.ts`. */
/** One thing that happens: an entry of the log, or a checkpoint over all entries so far. */
export interface Step {
  readonly type: string;
  readonly interview?: 'a' | 'b';
  readonly reviewer?: 1 | 2;
  readonly run?: number;
}

const id = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const INTERVIEWS = { a: id(1, 1), b: id(1, 2) } as const;
export const REQUISITION = id(2, 1);
export const TEMPLATE = id(3, 1);
export const REVIEWERS = { 1: id(4, 1), 2: id(4, 2) } as const;
export const lockOf = (interview: 'a' | 'b'): string => id(7, interview === 'a' ? 1 : 2);
export const packetOf = (interview: 'a' | 'b', reviewer: 1 | 2): string =>
  id(interview === 'a' ? 5 : 6, reviewer);

const review = (interview: 'a' | 'b'): Step[] => [
  { type: 'submitted', interview },
  { type: 'run-declared', interview, run: 1 },
  { type: 'sealed', interview, run: 1 },
  { type: 'checkpoint' },
  { type: 'available', interview },
  { type: 'arm-drawn', interview },
  { type: 'assigned', interview, reviewer: 1 },
  { type: 'assigned', interview, reviewer: 2 },
  { type: 'opened', interview, reviewer: 1 },
  { type: 'opened', interview, reviewer: 2 },
  { type: 'rated', interview, reviewer: 1 },
  { type: 'rated', interview, reviewer: 2 },
  { type: 'locked', interview },
  { type: 'checkpoint' },
];
const founding: Step[] = [
  { type: 'requisition-published' },
  { type: 'key-enrolled', reviewer: 1 },
  { type: 'key-enrolled', reviewer: 2 },
  { type: 'invited' },
];

/** One interview up to its decision, released. */
export const RELEASED: readonly Step[] = [
  ...founding,
  ...review('a'),
  { type: 'released', interview: 'a' },
  { type: 'checkpoint' },
  { type: 'revised', interview: 'a', reviewer: 1 },
  { type: 'decided', interview: 'a' },
  { type: 'checkpoint' },
];
/** One interview whose seal stays closed, drawn before anybody rated. */
export const WITHHELD: readonly Step[] = RELEASED.map((step) =>
  step.type === 'released' ? { ...step, type: 'withheld' } : step,
);
/** Two interviews, both released. */
export const BOTH: readonly Step[] = [
  ...RELEASED,
  ...review('b'),
  { type: 'released', interview: 'b' },
  { type: 'checkpoint' },
];
/** One interview released, another locked and not revealed. */
export const RELEASED_AND_LOCKED: readonly Step[] = [...RELEASED, ...review('b')];
