import type { Table } from '../exact/table.ts';
import { tableP } from '../exact/tails.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';
import { breslowDay } from '../stratified/breslow-day.ts';
import { exactStrataP } from '../stratified/exact.ts';
import { cmhTest, commonOdds, commonOddsInterval } from '../stratified/mantel-haenszel.ts';
import { commonRatio, commonRatioInterval } from '../stratified/risk-ratio.ts';
import { isInformative, strataOf } from '../stratified/strata.ts';

/** A comparison made within requisitions and then pooled. */
export interface Pooled extends Explained {
  readonly requisitions: number;
  readonly ratio_mh: number | null;
  readonly ratio_ci95: Interval | null;
  readonly odds_ratio_mh: number | null;
  readonly odds_ratio_ci95: Interval | null;
  readonly cmh_chi2: number | null;
  readonly cmh_p: number | null;
  readonly cmh_p_cc: number | null;
  readonly exact_p: number | null;
  readonly exact_p_mid: number | null;
  readonly breslow_day_p: number | null;
  readonly tarone_p: number | null;
  /** Requisitions in which the group does better, worse, and the same. */
  readonly directions: { readonly better: number; readonly worse: number; readonly same: number };
}

/** Up to so many possible values of the pooled cell the exact distribution is made; above it CMH is as good. */
const MOST_VALUES = 200;

/** Pools a group's comparison over requisitions; rows of the tables are the group and those it is set against. */
export function pool(tables: readonly Table[]): Pooled {
  const strata = strataOf(tables).filter(isInformative);
  const odds = commonOdds(strata);
  const values = strata.reduce(
    (whole, { row, column, total }) => whole + Math.min(row, column, total - row, total - column),
    0,
  );
  const one = strata.length === 1 ? strata[0] : undefined;
  const exact =
    one !== undefined
      ? tableP(one, one.observed)
      : strata.length > 0 && values <= MOST_VALUES
        ? exactStrataP(strata)
        : null;
  const test = cmhTest(strata);
  const homogeneity = breslowDay(strata, odds);
  const signs = tables.map(([[a, b], [c, d]]) => Math.sign(a * (c + d) - c * (a + b)));
  const none = 'in no requisition can the selections differ';
  return explained(
    {
      requisitions: strata.length,
      ratio_mh: commonRatio(strata),
      ratio_ci95: commonRatioInterval(strata),
      odds_ratio_mh: odds,
      odds_ratio_ci95: commonOddsInterval(strata),
      cmh_chi2: test.chi2,
      cmh_p: test.p,
      cmh_p_cc: test.p_cc,
      exact_p: exact?.p ?? null,
      exact_p_mid: exact?.p_mid ?? null,
      breslow_day_p: homogeneity.breslow_day_p,
      tarone_p: homogeneity.tarone_p,
      directions: {
        better: signs.filter((sign) => sign > 0).length,
        worse: signs.filter((sign) => sign < 0).length,
        same: signs.filter((sign) => sign === 0).length,
      },
    },
    {
      ratio_mh: none,
      ratio_ci95: 'the pooled ratio is zero, infinite or 0/0',
      odds_ratio_mh: none,
      odds_ratio_ci95: 'the pooled odds ratio is zero, infinite or 0/0',
      cmh_chi2: none,
      cmh_p: none,
      cmh_p_cc: none,
      exact_p:
        strata.length === 0 ? none : `left out where the pooled count has more than ${MOST_VALUES} values`,
      exact_p_mid:
        strata.length === 0 ? none : `left out where the pooled count has more than ${MOST_VALUES} values`,
      breslow_day_p:
        'it needs two requisitions that can vary, and an odds ratio that is neither zero nor infinite',
      tarone_p:
        'it needs two requisitions that can vary, and an odds ratio that is neither zero nor infinite',
    },
  );
}

/** The p a claim rests on: exact mid-p where it was made, else CMH; `null` where nothing can differ. */
export function claimP({ exact_p_mid, cmh_p }: Pooled): number | null {
  return exact_p_mid ?? cmh_p;
}
