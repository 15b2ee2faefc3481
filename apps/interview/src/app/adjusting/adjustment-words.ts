import type { Adjustment } from '@evenhand/contracts';
import type { Messages } from '../../messages/en';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A length in the largest unit in which it is whole. */
function lengthInWords({ frame, adjustment }: Messages, seconds: number): string {
  if (seconds % DAY === 0) return adjustment.days(seconds / DAY);
  if (seconds % HOUR === 0) return adjustment.hours(seconds / HOUR);
  return frame.minutes(Math.max(1, Math.ceil(seconds / 60)));
}

/** How much of something is asked for or granted; empty where there is nothing to measure. */
export function amountInWords(say: Messages, one: Adjustment): string {
  const words = say.adjustment;
  if ('times' in one) return words.times(one.times);
  if ('plusSeconds' in one) return words.longer(lengthInWords(say, one.plusSeconds));
  if ('unlimited' in one) return words.unlimited;
  switch (one.dial) {
    case 'extra-takes':
      return words.more(one.takes);
    case 'pauses':
      return words.altogether(lengthInWords(say, one.seconds));
    case 'answer-kinds': {
      const kinds = one.kinds.map((kind) => words.kinds[kind]).join(', ');
      return one.track === undefined ? kinds : `${kinds} (${words.tracks[one.track]})`;
    }
    case 'other':
      return one.text;
    default:
      return '';
  }
}

/** An adjustment in words, for example "More time to answer: twice as long". */
export function inPlainWords(say: Messages, one: Adjustment): string {
  const amount = amountInWords(say, one);
  return amount === '' ? say.adjustment[one.dial] : `${say.adjustment[one.dial]}: ${amount}`;
}

/** Time left for breaks. */
export const pauseInWords = (say: Messages, seconds: number): string =>
  seconds >= 2 * HOUR
    ? say.adjustment.hours(Math.floor(seconds / HOUR))
    : say.frame.minutes(Math.max(1, Math.floor(seconds / 60)));
