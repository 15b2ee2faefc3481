import { chiSquareUpper } from '../distributions/chi-square.ts';
import { Z95 } from '../distributions/normal.ts';
import { at, sum } from '../numeric/at.ts';
import { quotient, reportedP } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';
import type { Stratum } from './strata.ts';

/** The Mantel–Haenszel common odds ratio Σ(ad/N) / Σ(bc/N) (JNCI 22, 1959, 719–748): `null` for 0/0. */
export function commonOdds(strata: readonly Stratum[]): number | null {
  return quotient(sum(strata.map(concordant)), sum(strata.map(discordant)));
}

const concordant = ({ table: [[a], [, d]], total }: Stratum): number => (a * d) / total;
const discordant = ({ table: [[, b], [c]], total }: Stratum): number => (b * c) / total;

/**
 * Its interval (95 %) by the variance of the logarithm after Robins, Breslow & Greenland, Biometrics 42 (1986) 311–323:
 * ΣPR/2(ΣR)² + Σ(PS+QR)/(2ΣR ΣS) + ΣQS/2(ΣS)², P = (a+d)/N, Q = (b+c)/N, R = ad/N, S = bc/N. `null` at 0 or infinity.
 */
export function commonOddsInterval(strata: readonly Stratum[]): Interval | null {
  const odds = commonOdds(strata);
  if (odds === null || odds === 0 || odds === Infinity) return null;
  const [r, s] = [strata.map(concordant), strata.map(discordant)];
  const [wholeR, wholeS] = [sum(r), sum(s)];
  const p = strata.map(({ table: [[a], [, d]], total }) => (a + d) / total);
  const of = (term: (p: number, r: number, s: number) => number): number =>
    sum(p.map((each, i) => term(each, at(r, i), at(s, i))));
  const variance =
    of((P, R) => P * R) / (2 * wholeR * wholeR) +
    of((P, R, S) => P * S + (1 - P) * R) / (2 * wholeR * wholeS) +
    of((P, _, S) => (1 - P) * S) / (2 * wholeS * wholeS);
  const half = Z95 * Math.sqrt(variance);
  return [odds * Math.exp(-half), odds * Math.exp(half)];
}

/** The Cochran–Mantel–Haenszel chi-squares, all `null` when no stratum can vary. */
export interface CmhTest {
  readonly chi2: number | null;
  readonly p: number | null;
  readonly chi2_cc: number | null;
  readonly p_cc: number | null;
}

/**
 * (|Σ(a − E)| − c)² / ΣV with E = row·column/N and V = row·column·(N−row)(N−column)/N²(N−1); c = 0, and with
 * continuity correction c = min(½, |Σ(a − E)|) as in R's `mantelhaen.test`.
 */
export function cmhTest(strata: readonly Stratum[]): CmhTest {
  const off = Math.abs(
    sum(strata.map(({ observed, row, column, total }) => observed - (row * column) / total)),
  );
  const variance = sum(
    strata
      .filter(({ total }) => total > 1)
      .map(
        ({ row, column, total }) =>
          (((row / total) * (column / total) * (total - row)) / (total - 1)) * (total - column),
      ),
  );
  if (variance === 0) return { chi2: null, p: null, chi2_cc: null, p_cc: null };
  const chi2 = (off * off) / variance;
  const corrected = (off - Math.min(0.5, off)) ** 2 / variance;
  return {
    chi2,
    p: reportedP(chiSquareUpper(chi2, 1)),
    chi2_cc: corrected,
    p_cc: reportedP(chiSquareUpper(corrected, 1)),
  };
}
