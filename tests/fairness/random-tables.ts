/** Random inputs for the methods that a second implementation can compute too, the same for the same seed. */

/** A whole number from `low` to `high`, both included. */
type Whole = (low: number, high: number) => number;

/** Mulberry32 (T. Ettinger): enough to spread tables, and the same everywhere. */
function wholeNumbers(seed: number): Whole {
  let state = seed;
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const unit = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return low + Math.floor(unit * (high - low + 1));
  };
}

/** Inputs by method; some hundred each, of small, middling and large counts. */
export function randomInputs(seed: number): Record<string, unknown[]> {
  const whole = wholeNumbers(seed);
  const many = (times: number, make: (i: number) => unknown): unknown[] =>
    Array.from({ length: times }, (_, i) => make(i));
  const size = (i: number): number => whole(3, [12, 40, 200, 2000][i % 4] ?? 12);
  const table = (top: number, least = 0): number[][] => [
    [whole(least, top), whole(least, top)],
    [whole(least, top), whole(least, top)],
  ];
  const groups = (k: number, i: number): { n: number[]; selected: number[] } => {
    const n = Array.from({ length: k }, () => size(i));
    return { n, selected: n.map((people) => whole(1, people - 1)) };
  };
  const grid = (rows: number, columns: number, least: number, top: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => whole(least, top)));
  return {
    'proportion-ci': many(400, (i) => {
      const n = size(i);
      return { x: whole(0, n), n };
    }),
    'ratio-ci': many(400, (i) => {
      const [n1, n2] = [size(i), size(i)];
      return { x1: whole(0, n1), n1, x2: whole(0, n2), n2 };
    }),
    fisher: many(500, (i) => ({ table: table([6, 20, 100, 600][i % 4] ?? 6) })),
    boschloo: many(150, (i) => ({
      table: table([5, 9, 14][i % 3] ?? 5, 1),
      alternative: ['less', 'greater', 'two-sided'][i % 3],
    })),
    cmh: many(250, (i) => ({
      strata: Array.from({ length: whole(2, 8) }, () => table([5, 20, 80][i % 3] ?? 5, 1)),
    })),
    'k-proportions': many(150, (i) => groups(whole(2, 6), i)),
    'pairwise-proportions': many(60, (i) => ({ ...groups(3, i), yates: i % 2 === 0, adjust: 'none' })),
    'p-adjust': many(60, () => ({ p: Array.from({ length: whole(2, 15) }, () => whole(1, 1e6) / 1e6) })),
    'cohen-kappa': many(150, (i) => {
      const k = whole(2, 5);
      return { table: grid(k, k, 1, [6, 30, 200][i % 3] ?? 6) };
    }),
    'fleiss-kappa': many(60, () => ({
      counts: grid(whole(4, 20), 2, 0, 6).map(([a = 0, b = 0]) => [
        Math.min(a, 6),
        Math.min(b, 6 - a),
        6 - a - Math.min(b, 6 - a),
      ]),
    })),
    icc: many(60, () => ({ ratings: grid(whole(4, 30), whole(2, 5), 1, 9) })),
    power: many(60, (i) => ({ n: size(i), p1: whole(1, 400) / 1000, p2: whole(450, 990) / 1000 })),
    mcnemar: many(150, (i) => ({ table: table([6, 30, 400][i % 3] ?? 6, 1) })),
    equivalence: many(100, (i) => ({
      differences: Array.from({ length: whole(3, [8, 40, 200][i % 3] ?? 8) }, () => whole(-30, 30) / 10),
      low: -whole(1, 20) / 10,
      high: whole(1, 20) / 10,
    })),
    quantiles: many(60, () => ({
      values: Array.from({ length: whole(1, 50) }, () => whole(10, 50) / 10),
      shares: [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
    })),
    impact: many(150, (i) => {
      const { n, selected } = groups(2, i);
      return { groups: n.map((people, g) => ({ category: `g${g}`, n: people, selected: selected[g] })) };
    }),
  };
}
