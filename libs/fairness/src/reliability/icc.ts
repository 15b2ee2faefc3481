import { fQuantile } from '../distributions/f.ts';
import { at, sum } from '../numeric/at.ts';
import { explained, quotient } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';

const FORMS = ['ICC1', 'ICC2', 'ICC3', 'ICC1k', 'ICC2k', 'ICC3k'] as const;
type Form = (typeof FORMS)[number];

/** The six intraclass correlations; `F` and `ci95` are keyed by their short names. */
export interface Icc extends Explained {
  readonly ICC1: number | null;
  readonly ICC2_A1: number | null;
  readonly ICC3_C1: number | null;
  readonly ICC1k: number | null;
  readonly ICC2k_Ak: number | null;
  readonly ICC3k_Ck: number | null;
  readonly F: Readonly<Record<Form, number | null>>;
  readonly ci95: Readonly<Record<Form, Interval | null>>;
}

/** Mean squares of the two-way table: between targets, between judges, what remains, within targets. */
interface Squares {
  readonly n: number;
  readonly k: number;
  readonly between: number;
  readonly judges: number;
  readonly rest: number;
  readonly within: number;
}

/**
 * Intraclass correlations of targets × judges, single and averaged over judges: one-way (1), two-way absolute agreement
 * (2, A) and consistency (3, C), with 95 % intervals.
 * Sources: P. E. Shrout & J. L. Fleiss, Psychological Bulletin 86 (1979) 420–428; K. O. McGraw & S. P. Wong,
 * Psychological Methods 1 (1996) 30–46.
 */
export function icc(ratings: readonly (readonly number[])[]): Icc {
  const squares = squaresOf(ratings);
  const { n, k, between: b, judges: j, rest: e, within: w } = squares;
  const one = quotient(b - w, b + (k - 1) * w);
  const two = quotient(b - e, b + (k - 1) * e + (k * (j - e)) / n);
  const three = quotient(b - e, b + (k - 1) * e);
  const [f1, f3] = [quotient(b, w), quotient(b, e)];
  const single1 = ratioInterval(f1, k, n - 1, n * (k - 1));
  const single3 = ratioInterval(f3, k, n - 1, (n - 1) * (k - 1));
  const single2 = agreementInterval(squares, two);
  const noVariance = 'the ratings do not vary (0/0)';
  const negative = 'targets differ less than chance allows: the average has no reliability (x/0)';
  const averaged = (numerator: number, denominator: number): number | null =>
    denominator > 0 ? numerator / denominator : null;
  return explained(
    {
      ICC1: one,
      ICC2_A1: two,
      ICC3_C1: three,
      ICC1k: averaged(b - w, b),
      ICC2k_Ak: averaged(b - e, b + (j - e) / n),
      ICC3k_Ck: averaged(b - e, b),
      F: { ICC1: f1, ICC2: f3, ICC3: f3, ICC1k: f1, ICC2k: f3, ICC3k: f3 },
      ci95: {
        ICC1: single1,
        ICC2: single2,
        ICC3: single3,
        ICC1k: stepUp(single1, k),
        ICC2k: stepUp(single2, k),
        ICC3k: stepUp(single3, k),
      },
    },
    {
      ICC1: noVariance,
      ICC2_A1: noVariance,
      ICC3_C1: noVariance,
      ICC1k: b === 0 && w > 0 ? negative : noVariance,
      ICC2k_Ak: e > 0 ? negative : noVariance,
      ICC3k_Ck: b === 0 && e > 0 ? negative : noVariance,
    },
  );
}

function squaresOf(ratings: readonly (readonly number[])[]): Squares {
  const [n, k] = [ratings.length, at(ratings, 0).length];
  const grand = sum(ratings.flat()) / (n * k);
  const targets = ratings.map((row) => sum(row) / k);
  const columns = at(ratings, 0).map((_, c) => sum(ratings.map((row) => at(row, c))) / n);
  const within = sum(ratings.flatMap((row, r) => row.map((x) => (x - at(targets, r)) ** 2)));
  const rest = sum(
    ratings.flatMap((row, r) => row.map((x, c) => (x - at(targets, r) - at(columns, c) + grand) ** 2)),
  );
  return {
    n,
    k,
    between: (k * sum(targets.map((m) => (m - grand) ** 2))) / (n - 1),
    judges: (n * sum(columns.map((m) => (m - grand) ** 2))) / (k - 1),
    rest: rest / ((n - 1) * (k - 1)),
    within: within / (n * (k - 1)),
  };
}

/** (F/q − 1)/(F/q + k − 1) with the F quantile q, and the same with F·q for the upper end. */
function ratioInterval(f: number | null, k: number, df1: number, df2: number): Interval | null {
  if (f === null) return null;
  if (f === Infinity) return [1, 1];
  const lower = f / fQuantile(0.975, df1, df2);
  const upper = f * fQuantile(0.975, df2, df1);
  return [(lower - 1) / (lower + k - 1), (upper - 1) / (upper + k - 1)];
}

/** Shrout's and Fleiss' interval of ICC(2,1), with Satterthwaite's degrees of freedom. */
function agreementInterval({ n, k, between, judges, rest }: Squares, two: number | null): Interval | null {
  if (two === null || !Number.isFinite(two)) return null;
  if (rest === 0) return null;
  const fj = judges / rest;
  const base = n * (1 + (k - 1) * two) - k * two;
  const df =
    ((k - 1) * (n - 1) * (k * two * fj + base) ** 2) / ((n - 1) * k * k * two * two * fj * fj + base * base);
  if (!(df > 0)) return null;
  const [up, down] = [fQuantile(0.975, n - 1, df), fQuantile(0.975, df, n - 1)];
  const mixed = k * judges + (k * n - k - n) * rest;
  return [
    (n * (between - up * rest)) / (up * mixed + n * between),
    (n * (down * between - rest)) / (mixed + n * down * between),
  ];
}

/** Spearman's and Brown's step from one judge to the mean of k. */
function stepUp(single: Interval | null, k: number): Interval | null {
  if (single === null) return null;
  const step = (r: number): number => (r * k) / (1 + r * (k - 1));
  return [step(single[0]), step(single[1])];
}
