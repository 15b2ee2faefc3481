import { compare } from '../impact/comparison.ts';
import type { Comparison } from '../impact/comparison.ts';
import { isBelowFourFifths } from '../impact/four-fifths.ts';
import { highestRate } from '../impact/reference.ts';
import { shortfall } from '../impact/shortfall.ts';
import { sum } from '../numeric/at.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { printP, printRatio } from '../printing/figures.ts';
import { rateRatio } from '../proportions/effect.ts';
import type { Interval } from '../proportions/interval.ts';
import { miettinenNurminen } from '../proportions/miettinen-nurminen.ts';
import type { Pair } from '../proportions/pair.ts';
import { detectableRatio, powerOfPair } from '../proportions/power.ts';
import { shrunkenRates } from '../proportions/shrinkage.ts';
import { wilson } from '../proportions/wilson.ts';
import type { Grouping } from './cohort.ts';
import type { Definition } from './definition.ts';
import { pool } from './pooled.ts';
import type { Pooled } from './pooled.ts';
import { heldBack } from './suppression.ts';
import { sidesOf, totalOf } from './tally.ts';
import type { Sides, Tally } from './tally.ts';

/** A group against one reference: raw, pooled over requisitions, and what could have been noticed. */
export interface Against extends Explained {
  readonly reference: string;
  readonly n: number;
  readonly selected: number;
  readonly impact_ratio: number | null;
  readonly impact_ratio_printed: string | null;
  readonly below_four_fifths: boolean;
  readonly difference_ci95: Interval;
  readonly comparison: Comparison;
  readonly p_printed: string;
  readonly pooled: Pooled;
  readonly detectable: Detectable;
}

/** What a comparison of this size can see. */
export interface Detectable {
  readonly power_at_four_fifths: number;
  readonly smallest_ratio: number | null;
  readonly sees_four_fifths: boolean;
  readonly sentence: string;
}

/** One group of a table of rates. */
export type GroupRow =
  | { readonly group: string; readonly suppressed: true }
  | {
      readonly group: string;
      readonly suppressed: false;
      readonly n: number;
      readonly selected: number;
      readonly rate: number | null;
      readonly wilson: Interval | null;
      readonly rate_shrunken: number;
      readonly shortfall: number;
      readonly against_highest: Against | null;
      readonly against_reference: Against | null;
      readonly against_others: Against | null;
    };

/** A table of rates by group, with all its comparisons. */
export interface SelectionTable {
  readonly category: string;
  readonly unknown: { readonly n: number; readonly selected: number } | { readonly suppressed: true };
  readonly highest: string | null;
  readonly reference: string | null;
  readonly rows: readonly GroupRow[];
}

/** Compares the groups of a tally with each other in all the ways an audit needs. */
export function selectionTable(counted: Tally, grouping: Grouping, definition: Definition): SelectionTable {
  const totals = Array.from({ length: counted.groups + 1 }, (_, group) => totalOf(counted, group));
  const hidden = heldBack(
    totals.map(({ n }) => n),
    definition.suppress_below,
  );
  const shown = grouping.groups.flatMap((category, group) => {
    const { n = 0, selected = 0 } = totals[group] ?? {};
    return n > 0 && hidden[group] !== true ? [{ category, group, n, selected }] : [];
  });
  const highest = highestRate(shown);
  const named = shown.find(({ group }) => group === grouping.reference);
  const overall = sum(shown.map(({ selected }) => selected)) / sum(shown.map(({ n }) => n));
  const shrunken = shrunkenRates(shown);
  const unknown = totals[counted.groups] ?? { n: 0, selected: 0 };
  const against = (group: number, others: readonly number[], reference: string): Against | null =>
    others.length === 0 ? null : againstOf(sidesOf(counted, group, others), reference, definition);
  return {
    category: grouping.name,
    unknown: hidden[counted.groups] === true ? { suppressed: true } : unknown,
    highest: highest?.category ?? null,
    reference: named?.category ?? null,
    rows: grouping.groups.map((name, group): GroupRow => {
      const place = shown.findIndex((each) => each.group === group);
      const own = shown[place];
      if (own === undefined) return { group: name, suppressed: true };
      const rest = shown.filter((each) => each !== own);
      const top = shown.find((each) => each === highest);
      return {
        group: name,
        suppressed: false,
        n: own.n,
        selected: own.selected,
        rate: own.selected / own.n,
        wilson: wilson(own.selected, own.n),
        rate_shrunken: shrunken[place] ?? overall,
        shortfall: shortfall(overall, own.n, own.selected).shortfall,
        against_highest: top === undefined || top === own ? null : against(group, [top.group], top.category),
        against_reference:
          named === undefined || named === own ? null : against(group, [named.group], named.category),
        against_others: against(
          group,
          rest.map((each) => each.group),
          'all others',
        ),
      };
    }),
  };
}

function againstOf({ pair, tables }: Sides, reference: string, definition: Definition): Against {
  const comparison = compare(pair, definition.boschloo_up_to);
  const ratio = rateRatio(pair);
  return explained(
    {
      reference,
      n: pair.n2,
      selected: pair.x2,
      impact_ratio: ratio,
      impact_ratio_printed: ratio === null ? null : printRatio(ratio),
      below_four_fifths: isBelowFourFifths(pair),
      difference_ci95: miettinenNurminen(pair),
      comparison,
      p_printed: printP(comparison.fisher_p_mid),
      pooled: pool(tables),
      detectable: detectableOf(pair, definition),
    },
    {
      impact_ratio: 'nobody was selected on either side (0/0)',
      impact_ratio_printed: 'nobody was selected on either side (0/0)',
    },
  );
}

function detectableOf({ n1, x2, n2 }: Pair, { power, alpha }: Definition): Detectable {
  const rate = x2 / n2;
  const { ratio } = detectableRatio(power, n1, n2, rate, alpha);
  const percent = `${Math.round(power * 100)} % power`;
  const sizes = `With ${n1} and ${n2} people`;
  const sees = ratio !== null && ratio >= 0.8;
  return {
    power_at_four_fifths: powerOfPair(n1, n2, 0.8 * rate, rate, alpha),
    smallest_ratio: ratio,
    sees_four_fifths: sees,
    sentence: sees
      ? `${sizes} a ratio of ${printRatio(ratio)} or less is noticed with ${percent}.`
      : `This audit cannot see a four-fifths violation at this size: ${sizes.toLowerCase()} ${
          ratio === null ? 'not even a rate of zero' : `only a ratio of ${printRatio(ratio)} or less`
        } is noticed with ${percent}.`,
  };
}
