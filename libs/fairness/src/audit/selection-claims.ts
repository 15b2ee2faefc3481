import { printRatio } from '../printing/figures.ts';
import { adjust } from '../multiplicity/adjust.ts';
import { at } from '../numeric/at.ts';
import type { Claim, Finding, Obligation } from './measures.ts';
import { claimP } from './pooled.ts';
import type { Against, GroupRow, SelectionTable } from './selection.ts';

/** A table of a stage, or of another outcome that is treated like one. */
export interface StageTable {
  readonly stage: string;
  readonly table: SelectionTable;
}

type ShownRow = Extract<GroupRow, { readonly suppressed: false }>;

/**
 * What is claimed of a table: each group against the reference named beforehand, else against all others (never against
 * the highest rate, which the data chose). Of two groups without a reference one comparison says it all.
 */
function claimed({ rows, reference }: SelectionTable): { group: string; against: Against }[] {
  const shown = rows.filter((row): row is ShownRow => !row.suppressed);
  const compared = shown.flatMap((row) => {
    const against = reference === null ? row.against_others : row.against_reference;
    return against === null ? [] : [{ group: row.group, against }];
  });
  return reference === null && shown.length === 2 ? compared.slice(0, 1) : compared;
}

/** The claims of one category over all stages: one family. */
export function selectionClaims(tables: readonly StageTable[]): Claim[] {
  return tables.flatMap(({ stage, table }) =>
    claimed(table).flatMap(({ group, against }): Claim[] => {
      const [ratio, p] = [against.pooled.ratio_mh, claimP(against.pooled)];
      if (ratio === null || p === null) return [];
      const fifths = against.below_four_fifths ? ' Added up, the ratio is below four fifths.' : '';
      const sentence =
        `At ${stage}, ${group} has ${printRatio(ratio)} of the rate of ${against.reference}, ` +
        `compared within ${against.pooled.requisitions} requisitions.${fifths}`;
      const where = { stage, category: table.category, group, against: against.reference };
      return [{ where, effect: ratio, size: 1 - Math.min(ratio, 1 / ratio), p, sentence }];
    }),
  );
}

/**
 * Comparisons that come out otherwise when requisitions are added up than within them (E. H. Simpson 1951): significant
 * added up (Holm over the family), while the pooled ratio lies on the other side of 1 or is not significant so.
 */
export function reversals(
  tables: readonly StageTable[],
  obligation: Obligation | undefined,
  alpha: number,
): Finding[] {
  if (obligation === undefined) return [];
  const all = tables.flatMap(({ stage, table }) =>
    claimed(table).map((claim) => ({ stage, category: table.category, ...claim })),
  );
  const raw = adjust(
    all.map(({ against }) => against.comparison.fisher_p_mid),
    'holm',
  );
  const within = adjust(
    all.map(({ against }) => claimP(against.pooled) ?? 1),
    'holm',
  );
  return all.flatMap(({ stage, category, group, against }, i): Finding[] => {
    const [ratio, pooled] = [against.impact_ratio, against.pooled.ratio_mh];
    if (at(raw, i) >= alpha || ratio === null || pooled === null || against.pooled.requisitions < 2)
      return [];
    const isTurned = Math.sign(ratio - 1) !== Math.sign(pooled - 1);
    if (!isTurned && at(within, i) < alpha) return [];
    return [
      {
        measure: 'reversal',
        where: { stage, category, group, against: against.reference },
        effect: pooled,
        p_adjusted: at(raw, i),
        p_printed: null,
        holds_over_whole_audit: null,
        sentence:
          `At ${stage}, requisitions added up give ${group} ${printRatio(ratio)} of the rate of ${against.reference}, ` +
          `but within requisitions it is ${printRatio(pooled)}: the sum compares different requisitions.`,
        obliges: obligation.obliges,
      },
    ];
  });
}

/** Groups in which a four-fifths violation could have gone unseen, with the stages where that is so. */
export function blindSpots(tables: readonly StageTable[], obligation: Obligation | undefined): Finding[] {
  if (obligation === undefined) return [];
  const unseen = new Map<string, { category: string; group: string; stages: string[]; sentence: string }>();
  for (const { stage, table } of tables) {
    for (const { group, against } of claimed(table)) {
      if (against.detectable.sees_four_fifths) continue;
      const known = unseen.get(group);
      if (known !== undefined) known.stages.push(stage);
      else
        unseen.set(group, {
          category: table.category,
          group,
          stages: [stage],
          sentence: against.detectable.sentence,
        });
    }
  }
  return [...unseen.values()].map(({ category, group, stages, sentence }) => ({
    measure: 'detectability',
    where: { category, group, stages: stages.join(', ') },
    effect: null,
    p_adjusted: null,
    p_printed: null,
    holds_over_whole_audit: null,
    sentence,
    obliges: obligation.obliges,
  }));
}
