import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import { normalTwoSided, Z95 } from '../distributions/normal.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { printP } from '../printing/figures.ts';
import type { Interval } from '../proportions/interval.ts';
import type { Cohort, Grouping } from './cohort.ts';
import type { Definition } from './definition.ts';
import type { Claim } from './measures.ts';
import { heldBack } from './suppression.ts';

/** Errors of transcription in a group: all its errors by all its words, so that long answers count for more. */
export type WordRow =
  | { readonly group: string; readonly suppressed: true }
  | (Explained & {
      readonly group: string;
      readonly suppressed: false;
      readonly speakers: number;
      readonly words: number;
      readonly wer: number;
      readonly reference: string | null;
      readonly difference: number | null;
      readonly difference_ci95: Interval | null;
      readonly bootstrap_ci95: Interval | null;
      readonly p: number | null;
      readonly p_printed: string | null;
    });

export interface WordTable {
  readonly category: string;
  readonly rows: readonly WordRow[];
}

/** Up to so many speakers in a group its rate is also bootstrapped; above it the linearised interval is as good. */
const MOST_SPEAKERS = 2000;

interface Speakers {
  readonly words: number[];
  readonly errors: number[];
}

/**
 * Word error rates by group from a sample with reference transcripts. Speakers are what is drawn: the standard error is
 * linearised over speakers, √(n/(n−1) Σ(eᵢ − W wᵢ)²)/Σw, and speakers are resampled for the bootstrap (percentiles).
 * Sources: W. G. Cochran, Sampling Techniques (1977) §6.3; Bisani & Ney, ICASSP (2004), bootstrap by speaker.
 */
export function wordTables(cohort: Cohort, definition: Definition, seed: number): WordTable[] {
  const { words, wordErrors } = cohort;
  if (words === null || wordErrors === null) return [];
  return cohort.groupings.map((grouping, place) => {
    const speakers = grouping.groups.map((): Speakers => ({ words: [], errors: [] }));
    for (let i = 0; i < cohort.interviews; i += 1) {
      const [spoken, wrong] = [words[i] ?? NaN, wordErrors[i] ?? NaN];
      const own = speakers[grouping.of[i] ?? -1];
      if (own === undefined || Number.isNaN(wrong) || !(spoken > 0)) continue;
      own.words.push(spoken);
      own.errors.push(wrong);
    }
    return { category: grouping.name, rows: rowsOf(speakers, grouping, definition, seed + place) };
  });
}

function rowsOf(
  speakers: readonly Speakers[],
  grouping: Grouping,
  definition: Definition,
  seed: number,
): WordRow[] {
  const hidden = heldBack(
    speakers.map(({ words }) => words.length),
    definition.suppress_below,
  );
  const shown = speakers.map(({ words }, group) =>
    hidden[group] === true || words.length === 0 ? -1 : group,
  );
  const named =
    grouping.reference !== null && (shown[grouping.reference] ?? -1) >= 0 ? grouping.reference : null;
  return grouping.groups.map((name, group): WordRow => {
    const own = speakers[group];
    if (own === undefined || shown[group] === -1) return { group: name, suppressed: true };
    const others = named === null ? shown.filter((each) => each >= 0 && each !== group) : [named];
    const base = { group: name, suppressed: false, speakers: own.words.length } as const;
    const rate = rateOf(own);
    const counted = { words: total(own.words), wer: rate.value };
    if (group === named || others.length === 0) {
      const reason = 'this is the reference';
      return explained(
        {
          ...base,
          ...counted,
          reference: null,
          difference: null,
          difference_ci95: null,
          bootstrap_ci95: null,
          p: null,
          p_printed: null,
        },
        { difference: reason },
      );
    }
    const reference = joined(others.map((other) => speakers[other]).filter((each) => each !== undefined));
    const other = rateOf(reference);
    const difference = rate.value - other.value;
    const error = Math.hypot(rate.error, other.error);
    const p = error > 0 ? normalTwoSided(difference / error) : null;
    return explained(
      {
        ...base,
        ...counted,
        reference: named === null ? 'all others' : (grouping.groups[named] ?? ''),
        difference,
        difference_ci95: [difference - Z95 * error, difference + Z95 * error],
        bootstrap_ci95: bootstrap(own, reference, definition.resamples, seed * 1009 + group),
        p,
        p_printed: p === null ? null : printP(p),
      },
      {
        p: 'no error rate varies between speakers',
        p_printed: 'no error rate varies between speakers',
        bootstrap_ci95: `left out above ${MOST_SPEAKERS} speakers, where the linearised interval is as good`,
      },
    );
  });
}

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function joined(parts: readonly Speakers[]): Speakers {
  return { words: parts.flatMap(({ words }) => words), errors: parts.flatMap(({ errors }) => errors) };
}

function rateOf({ words, errors }: Speakers): { value: number; error: number } {
  const [n, spoken] = [words.length, total(words)];
  const value = total(errors) / spoken;
  const squares = words.reduce((whole, w, i) => whole + ((errors[i] ?? 0) - value * w) ** 2, 0);
  return { value, error: n > 1 ? Math.sqrt((n / (n - 1)) * squares) / spoken : 0 };
}

function bootstrap(one: Speakers, other: Speakers, resamples: number, seed: number): Interval | null {
  if (one.words.length > MOST_SPEAKERS || other.words.length > MOST_SPEAKERS) return null;
  const generator = xoroshiro128plus(seed);
  const drawn = ({ words, errors }: Speakers): number => {
    let [spoken, wrong] = [0, 0];
    for (let i = 0; i < words.length; i += 1) {
      const pick = uniformInt(generator, 0, words.length - 1);
      spoken += words[pick] ?? 0;
      wrong += errors[pick] ?? 0;
    }
    return wrong / spoken;
  };
  const differences = Array.from({ length: resamples }, () => drawn(one) - drawn(other)).sort(
    (a, b) => a - b,
  );
  const at = (share: number): number => differences[Math.round(share * (resamples - 1))] ?? NaN;
  return [at(0.025), at(0.975)];
}

/** The differences as claims; of two groups without a reference one is enough. */
export function wordClaims({ category, rows }: WordTable): Claim[] {
  const shown = rows.filter((row) => !row.suppressed);
  const compared = shown.filter(({ p }) => p !== null);
  const used = compared.length === 2 && shown.length === 2 ? compared.slice(0, 1) : compared;
  return used.flatMap(({ group, reference, difference, p }): Claim[] => {
    if (p === null || difference === null || reference === null) return [];
    const size = `${(Math.abs(difference) * 100).toFixed(1)} of 100 words ${difference > 0 ? 'more' : 'fewer'}`;
    const sentence = `In ${category}, ${size} are transcribed wrongly for ${group} than for ${reference}.`;
    return [
      {
        where: { category, group, against: reference },
        effect: difference,
        size: Math.abs(difference),
        p,
        sentence,
      },
    ];
  });
}
