import { Adjustment } from '@evenhand/contracts';
import { dialWords, type Dial } from './adjustment-words';

/** Seconds of the unit in which a longer time is written. */
export const units = { preparation: 60, 'answer-time': 60, deadline: 3600 } as const;
export type TimeDial = keyof typeof units;
export const timeDials: readonly Dial[] = ['preparation', 'answer-time', 'deadline'];
export const isTimeDial = (dial: Dial): dial is TimeDial => timeDials.includes(dial);

export type Way = 'times' | 'plus' | 'unlimited';
export type GrantedKind = Extract<Adjustment, { dial: 'answer-kinds' }>['kinds'][number];

/** One dial as it is filled in. */
export interface GrantRow {
  readonly on: boolean;
  readonly way: Way;
  /** Factor, minutes, hours or takes, as the dial has it; as written. */
  readonly amount: string;
  readonly kinds: readonly GrantedKind[];
  readonly track: 'none' | 'interpreter' | 'captioner';
  readonly text: string;
}

export type GrantDraft = Readonly<Record<Dial, GrantRow>>;

const untouched: GrantRow = { on: false, way: 'times', amount: '', kinds: [], track: 'none', text: '' };

function rowOf(one: Adjustment): GrantRow {
  if ('times' in one) return { ...untouched, on: true, amount: String(one.times) };
  if ('unlimited' in one) return { ...untouched, on: true, way: 'unlimited' };
  if ('plusSeconds' in one) {
    return { ...untouched, on: true, way: 'plus', amount: String(one.plusSeconds / units[one.dial]) };
  }
  switch (one.dial) {
    case 'extra-takes':
      return { ...untouched, on: true, amount: String(one.takes) };
    case 'pauses':
      return { ...untouched, on: true, amount: String(one.seconds / 3600) };
    case 'answer-kinds':
      return { ...untouched, on: true, kinds: one.kinds, track: one.track ?? 'none' };
    case 'other':
      return { ...untouched, on: true, text: one.text };
    default:
      return { ...untouched, on: true };
  }
}

/** The form, filled in as the candidate asked. */
export function draftOf(wishes: readonly Adjustment[]): GrantDraft {
  const asked = new Map(wishes.map((one) => [one.dial, rowOf(one)]));
  const dials = Object.keys(dialWords) as Dial[];
  return Object.fromEntries(dials.map((dial) => [dial, asked.get(dial) ?? untouched])) as GrantDraft;
}

function adjustmentOf(dial: Dial, { way, amount, kinds, track, text }: GrantRow): unknown {
  const number = amount.trim() === '' ? NaN : Number(amount.replace(',', '.'));
  if (isTimeDial(dial)) {
    if (way === 'unlimited') return { dial, unlimited: true };
    return way === 'times'
      ? { dial, times: number }
      : { dial, plusSeconds: Math.round(number * units[dial]) };
  }
  switch (dial) {
    case 'extra-takes':
      return { dial, takes: number };
    case 'pauses':
      return { dial, seconds: Math.round(number * 3600) };
    case 'answer-kinds':
      return { dial, kinds, ...(track !== 'none' && { track }) };
    case 'other':
      return { dial, text };
    default:
      return { dial };
  }
}

/** What the form grants, and what in it cannot be granted, in words. */
export function grantsOf(draft: GrantDraft): { grants: Adjustment[]; wrong: string[] } {
  const grants: Adjustment[] = [];
  const wrong: string[] = [];
  for (const [dial, row] of Object.entries(draft) as [Dial, GrantRow][]) {
    if (!row.on) continue;
    const read = Adjustment.safeParse(adjustmentOf(dial, row));
    if (read.success) grants.push(read.data);
    else wrong.push(`${dialWords[dial]}: ${hints[dial] ?? 'this cannot be granted as it is written.'}`);
  }
  return { grants, wrong };
}

const hints: Partial<Record<Dial, string>> = {
  preparation: 'write a factor from 1 to 10, or up to 240 minutes.',
  'answer-time': 'write a factor from 1 to 10, or up to 240 minutes.',
  deadline: 'write a factor from 1 to 10, or up to 8,760 hours.',
  'extra-takes': 'write a whole number from 1 to 20.',
  pauses: 'write up to 168 hours.',
  'answer-kinds': 'choose at least one.',
  other: 'say what is arranged.',
};
