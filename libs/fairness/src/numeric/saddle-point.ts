/**
 * Loader's saddle-point pieces, with which binomial, Poisson, beta and hypergeometric masses keep full precision where
 * differences of log-gammas lose it.
 * Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000); used by R's `dbinom_raw`.
 */
const LOG_TWO_PI = Math.log(2 * Math.PI);

/**
 * What Stirling's formula leaves out: ln Γ(n+1) − ½ ln(2πn) − n ln n + n, for n > 0.
 * Above 15 the asymptotic series, below it the recurrence δ(n) = (n+½) ln(1+1/n) − 1 + δ(n+1).
 */
export function stirlingError(n: number): number {
  let shifted = 0;
  let m = n;
  for (; m < 16; m += 1) shifted += (m + 0.5) * Math.log1p(1 / m) - 1;
  const square = m * m;
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square;
  return shifted + series / m;
}

/** The deviance x ln(x/mean) + mean − x without cancellation near x = mean. */
export function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let total = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = total + term / (2 * j + 1);
    if (next === total) break;
    total = next;
  }
  return total;
}

/** ln of n!/(x!(n−x)!) pˣ qⁿ⁻ˣ with q = 1 − p, for real 0 ≤ x ≤ n; factorials are gammas between whole numbers. */
export function logBinomialMass(x: number, n: number, p: number, q: number): number {
  if (x < 0 || x > n) return -Infinity;
  if (p === 0) return x === 0 ? 0 : -Infinity;
  if (q === 0) return x === n ? 0 : -Infinity;
  if (x === 0) return p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q);
  if (x === n) return q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p);
  const core = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  const fit = deviance(x, n * p) + deviance(n - x, n * q);
  return core - fit - (LOG_TWO_PI + Math.log(x) + Math.log1p(-x / n)) / 2;
}

/** ln of meanˣ e^(−mean) / Γ(x+1), for real x > 0 and mean > 0. */
export function logPoissonMass(x: number, mean: number): number {
  return -stirlingError(x) - deviance(x, mean) - (LOG_TWO_PI + Math.log(x)) / 2;
}
