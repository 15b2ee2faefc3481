import type { Adjustment } from '@evenhand/contracts';

export type Dial = Adjustment['dial'];
type Granted = Extract<Adjustment, { dial: 'answer-kinds' }>;
export type Kind = Granted['kinds'][number];
export type Track = 'none' | 'interpreter' | 'captioner';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What the form offers, dial by dial, from little to much. */
export const offers = [
  {
    dial: 'preparation',
    amounts: [
      { dial: 'preparation', times: 1.5 },
      { dial: 'preparation', times: 2 },
      { dial: 'preparation', unlimited: true },
    ],
  },
  {
    dial: 'answer-time',
    amounts: [
      { dial: 'answer-time', times: 1.5 },
      { dial: 'answer-time', times: 2 },
      { dial: 'answer-time', times: 3 },
      { dial: 'answer-time', unlimited: true },
    ],
  },
  {
    dial: 'deadline',
    amounts: [
      { dial: 'deadline', plusSeconds: DAY },
      { dial: 'deadline', plusSeconds: 2 * DAY },
      { dial: 'deadline', plusSeconds: 5 * DAY },
      { dial: 'deadline', plusSeconds: 10 * DAY },
      { dial: 'deadline', unlimited: true },
    ],
  },
  {
    dial: 'extra-takes',
    amounts: [1, 2, 3, 5].map((takes): Adjustment => ({ dial: 'extra-takes', takes })),
  },
  {
    dial: 'pauses',
    amounts: [HOUR, 4 * HOUR, DAY].map((seconds): Adjustment => ({ dial: 'pauses', seconds })),
  },
  { dial: 'questions-in-advance', amounts: [{ dial: 'questions-in-advance' }] },
  { dial: 'answer-kinds', amounts: [] },
  { dial: 'prompt-captions', amounts: [{ dial: 'prompt-captions' }] },
  { dial: 'sign-language-prompts', amounts: [{ dial: 'sign-language-prompts' }] },
  { dial: 'human-only', amounts: [{ dial: 'human-only' }] },
  { dial: 'live-conversation', amounts: [{ dial: 'live-conversation' }] },
  { dial: 'other', amounts: [] },
] as const satisfies readonly { dial: Dial; amounts: readonly Adjustment[] }[];

/** What was filled in. */
export interface WishForm {
  readonly chosen: readonly Dial[];
  /** Index of the amount, by dial. */
  readonly amounts: Readonly<Partial<Record<Dial, number>>>;
  readonly kinds: readonly Kind[];
  readonly track: Track;
  readonly other: string;
}

export const nothingChosen: WishForm = { chosen: [], amounts: {}, kinds: [], track: 'none', other: '' };

/** What keeps a form from being sent; null when nothing does. */
export type WishFault = 'nothing' | 'kindMissing' | 'otherMissing';

export function faultOf({ chosen, kinds, other }: WishForm): WishFault | null {
  if (chosen.length === 0) return 'nothing';
  if (chosen.includes('answer-kinds') && kinds.length === 0) return 'kindMissing';
  return chosen.includes('other') && other.trim() === '' ? 'otherMissing' : null;
}

/** The adjustment a dial of the form stands for; null while something is missing. */
export function wishOf(dial: Dial, { amounts, kinds, track, other }: WishForm): Adjustment | null {
  if (dial === 'answer-kinds') {
    if (kinds.length === 0) return null;
    return { dial, kinds: [...kinds], ...(track !== 'none' && kinds.includes('sign-language') && { track }) };
  }
  if (dial === 'other') return other.trim() === '' ? null : { dial, text: other.trim() };
  const offered: readonly Adjustment[] = offers.find((offer) => offer.dial === dial)?.amounts ?? [];
  return offered[amounts[dial] ?? 0] ?? null;
}

export const wishesOf = (form: WishForm): Adjustment[] =>
  form.chosen.flatMap((dial) => wishOf(dial, form) ?? []);
