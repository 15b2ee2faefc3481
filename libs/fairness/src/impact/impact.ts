import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { rateRatio } from '../proportions/effect.ts';
import type { Interval } from '../proportions/interval.ts';
import type { Pair } from '../proportions/pair.ts';
import { wilson } from '../proportions/wilson.ts';
import { sum } from '../numeric/at.ts';
import { compare } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { isBelowFourFifths, selectionsToFourFifths } from './four-fifths.ts';
import { highestRate } from './reference.ts';
import type { Group } from './reference.ts';
import { shortfall } from './shortfall.ts';

/** A group beside the reference. */
export interface GroupImpact extends Explained {
  readonly category: string;
  readonly n: number;
  readonly selected: number;
  readonly rate: number | null;
  readonly wilson: Interval | null;
  readonly impact_ratio: number | null;
  readonly comparison?: Comparison;
}

/** Selection rates of groups compared with the highest of them. Maps are keyed by category. */
export interface Impact extends Explained {
  readonly groups: readonly GroupImpact[];
  readonly unknown: number | null;
  readonly reference: string | null;
  readonly below_four_fifths: readonly string[];
  readonly shortfall: Readonly<Record<string, number>>;
  readonly selections_to_four_fifths: Readonly<Record<string, number>>;
  readonly z: Readonly<Record<string, number | null>>;
  readonly p: Readonly<Record<string, number | null>>;
}

/**
 * Adverse impact: rates, ratios to the highest rate among known categories (ties: the first listed), four-fifths flags
 * in whole numbers, shortfall against the rate of all known groups, and the tests of each group against the reference.
 * `unknown` counts people of unknown category; they are told, never compared.
 * Sources: 29 CFR 1607.4(D); Center for Corporate Equality, Technical Advisory Committee (2010).
 */
export function impact(groups: readonly Group[], unknown: number | null = null): Impact {
  const reference = highestRate(groups);
  const overall = sum(groups.map(({ selected }) => selected)) / sum(groups.map(({ n }) => n));
  const focal =
    reference === null
      ? []
      : groups
          .filter((group) => group.n > 0 && group !== reference)
          .map((group) => ({ category: group.category, pair: against(group, reference) }));
  const below = focal.filter(({ pair }) => isBelowFourFifths(pair));
  const comparisons = new Map(focal.map(({ category, pair }) => [category, compare(pair)]));
  return explained(
    {
      groups: groups.map((group) => described(group, reference, comparisons.get(group.category))),
      unknown,
      reference: reference?.category ?? null,
      below_four_fifths: below.map(({ category }) => category),
      shortfall: Object.fromEntries(
        groups.map(({ category, n, selected }) => [
          category,
          n === 0 ? 0 : shortfall(overall, n, selected).shortfall,
        ]),
      ),
      selections_to_four_fifths: Object.fromEntries(
        below.map(({ category, pair }) => [category, selectionsToFourFifths(pair)]),
      ),
      z: Object.fromEntries([...comparisons].map(([category, { z }]) => [category, z])),
      p: Object.fromEntries([...comparisons].map(([category, { p }]) => [category, p])),
    },
    { reference: 'no group has anybody in it', unknown: 'not given' },
  );
}

function against(group: Group, reference: Group): Pair {
  return { x1: group.selected, n1: group.n, x2: reference.selected, n2: reference.n };
}

function described(group: Group, reference: Group | null, comparison: Comparison | undefined): GroupImpact {
  const { category, n, selected } = group;
  const empty = 'nobody is in this group';
  return explained(
    {
      category,
      n,
      selected,
      rate: n === 0 ? null : selected / n,
      wilson: wilson(selected, n),
      impact_ratio: n === 0 || reference === null ? null : rateRatio(against(group, reference)),
      ...(comparison && { comparison }),
    },
    { rate: empty, wilson: empty, impact_ratio: n === 0 ? empty : 'nobody was selected in any group (0/0)' },
  );
}
