import type { Table } from '../exact/table.ts';
import { explained } from '../numeric/undefined.ts';
import { breslowDay } from './breslow-day.ts';
import { exactStrata } from './exact.ts';
import { cmhTest, commonOdds, commonOddsInterval } from './mantel-haenszel.ts';
import { strataOf } from './strata.ts';

const NO_ODDS = 'the common odds ratio is 0/0: no stratum sets the groups apart';
const NO_INTERVAL = 'the common odds ratio is zero, infinite or 0/0';
const NO_VARIATION = 'in no stratum can the selections differ';
const NO_HOMOGENEITY =
  'it needs two strata that can vary, and a common odds ratio that is neither zero nor infinite';

/**
 * Everything about one association pooled over strata (requisitions, months): rows are groups, the first one the
 * reference; columns are selected and not. Empty strata are left out. `mh_d_dif` is the ETS delta −2.35 ln(odds ratio)
 * (Holland & Thayer 1988).
 */
export function cmh(tables: readonly Table[]): object {
  const strata = strataOf(tables);
  const odds = commonOdds(strata);
  const exact = exactStrata(strata);
  return explained(
    {
      common_or_mh: odds,
      ...cmhTest(strata),
      df: 1,
      or_ci95_rbg: commonOddsInterval(strata),
      ...breslowDay(strata, odds),
      ...exact,
      mh_d_dif: odds === null ? null : odds === 1 ? 0 : -2.35 * Math.log(odds),
      strata_used: strata.length,
    },
    {
      common_or_mh: NO_ODDS,
      chi2: NO_VARIATION,
      p: NO_VARIATION,
      chi2_cc: NO_VARIATION,
      p_cc: NO_VARIATION,
      or_ci95_rbg: NO_INTERVAL,
      breslow_day: NO_HOMOGENEITY,
      breslow_day_p: NO_HOMOGENEITY,
      tarone: NO_HOMOGENEITY,
      tarone_p: NO_HOMOGENEITY,
      conditional_common_or: NO_VARIATION,
      mh_d_dif: NO_ODDS,
    },
  );
}
