type Real = (x: number) => number;

/**
 * A root of a continuous function between two points where its signs differ.
 * Source: R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4 ("zeroin").
 */
export function rootBetween(f: Real, low: number, high: number, tolerance = 1e-15): number {
  let [a, b, fa, fb] = [low, high, f(low), f(high)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) throw new RangeError('a root is sought where the function does not change its sign');
  let [c, fc, step, before] = [a, fa, b - a, b - a];
  for (let round = 0; round < 300 && fb !== 0; round += 1) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const narrow = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const middle = (c - b) / 2;
    if (Math.abs(middle) <= narrow) break;
    [step, before] = nextStep({ a, b, c, fa, fb, fc, step, before, narrow, middle });
    [a, fa] = [b, fb];
    b += Math.abs(step) > narrow ? step : Math.sign(middle) * narrow;
    fb = f(b);
    if (fb > 0 === fc > 0) [c, fc, step, before] = [a, fa, b - a, b - a];
  }
  return b;
}

interface Search {
  a: number;
  b: number;
  c: number;
  fa: number;
  fb: number;
  fc: number;
  step: number;
  before: number;
  narrow: number;
  middle: number;
}

/** Inverse quadratic interpolation or the secant where it is safe, else bisection. */
function nextStep({ a, b, c, fa, fb, fc, step, before, narrow, middle }: Search): [number, number] {
  if (Math.abs(before) < narrow || Math.abs(fa) <= Math.abs(fb)) return [middle, middle];
  const s = fb / fa;
  let p = 2 * middle * s;
  let q = 1 - s;
  if (a !== c) {
    const r = fb / fc;
    const t = fa / fc;
    p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  p = Math.abs(p);
  const isSafe = 2 * p < Math.min(3 * middle * q - Math.abs(narrow * q), Math.abs(before * q));
  return isSafe ? [p / q, step] : [middle, middle];
}

/**
 * The root of a monotone function on the whole line: steps outwards from zero, doubling, until the sign changes.
 * `undefined` when it does not change up to ±`limit`.
 */
export function rootOutwards(f: Real, limit = 700): number | undefined {
  const middle = f(0);
  if (middle === 0) return 0;
  for (let reach = 1; ; reach *= 2) {
    const edge = Math.min(reach, limit);
    for (const x of [edge, -edge]) if (f(x) > 0 !== middle > 0) return rootBetween(f, 0, x);
    if (edge === limit) return undefined;
  }
}

/** Where a function with one peak between two points is highest, by golden section (Kiefer 1953). */
export function peakBetween(f: Real, low: number, high: number, tolerance = 1e-10): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [left, right] = [b - golden * (b - a), a + golden * (b - a)];
  let [fLeft, fRight] = [f(left), f(right)];
  while (b - a > tolerance) {
    if (fLeft > fRight) {
      [b, right, fRight, left] = [right, left, fLeft, right - golden * (right - a)];
      fLeft = f(left);
    } else {
      [a, left, fLeft, right] = [left, right, fRight, left + golden * (b - left)];
      fRight = f(right);
    }
  }
  return (a + b) / 2;
}
