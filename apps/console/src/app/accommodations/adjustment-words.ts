import type { Adjustment } from '@evenhand/contracts';

export type Dial = Adjustment['dial'];

/** Dials as officers read them, in the order of the form. */
export const dialWords: Readonly<Record<Dial, string>> = {
  preparation: 'Time to prepare',
  'answer-time': 'Time to answer',
  deadline: 'Deadline',
  'extra-takes': 'Extra takes',
  pauses: 'Breaks that stop the clock',
  'questions-in-advance': 'Questions in advance',
  'answer-kinds': 'Other ways of answering',
  'prompt-captions': 'Captions',
  'sign-language-prompts': 'Questions in sign language',
  'human-only': 'People only, no AI',
  'live-conversation': 'Live conversation instead',
  other: 'Something else',
};

export const kindWords = {
  video: 'video',
  audio: 'audio',
  text: 'text',
  'sign-language': 'sign language (video)',
} as const;

export const statusWords = {
  pending: 'Waiting',
  granted: 'Granted',
  declined: 'Declined',
  withdrawn: 'Taken back',
} as const;

/** A length in its largest whole unit. */
export function lengthInWords(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, unit] =
    units.find(([each]) => seconds >= each && seconds % each === 0) ?? ([1, 'second'] as const);
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** An adjustment in a few words, for example "Time to answer × 1.5". */
export function adjustmentInWords(one: Adjustment): string {
  const name = dialWords[one.dial];
  if ('times' in one) return `${name} × ${one.times}`;
  if ('plusSeconds' in one) return `${name} + ${lengthInWords(one.plusSeconds)}`;
  if ('unlimited' in one) return `${name}: no limit`;
  switch (one.dial) {
    case 'extra-takes':
      return `${one.takes} extra ${one.takes === 1 ? 'take' : 'takes'}`;
    case 'pauses':
      return `${name}: ${lengthInWords(one.seconds)} altogether`;
    case 'answer-kinds': {
      const kinds = one.kinds.map((kind) => kindWords[kind]).join(', ');
      return `${name}: ${kinds}${one.track === undefined ? '' : `, with ${one.track}`}`;
    }
    case 'other':
      return `${name}: ${one.text}`;
    default:
      return name;
  }
}

export const isDial = (word: string): word is Dial => Object.hasOwn(dialWords, word);
