/** One made-up candidate and what became of them. */
export interface SyntheticCandidate {
  /** From 1. */
  readonly number: number;
  readonly started: boolean;
  readonly submitted: boolean;
  /** Self-identified groups; null: did not say. */
  readonly groups: { readonly sex: string; readonly race_ethnicity: string } | null;
  /** Ratings of each of two reviewers, four criteria each. */
  readonly ratings: readonly (readonly number[])[];
  readonly medians: readonly number[];
  /** Null: no AI summary; a null inside: abstained. */
  readonly aiScores: readonly (number | null)[] | null;
  readonly advanced: boolean;
}

const sexes = [
  ['female', 0.46],
  ['male', 0.5],
  ['non-binary', 0.04],
] as const;
const ethnicities = [
  ['white', 0.48],
  ['hispanic-or-latino', 0.2],
  ['black-or-african-american', 0.16],
  ['asian', 0.12],
  ['two-or-more-races', 0.04],
] as const;

/**
 * Made-up candidates, the same every time. Ability does not depend on any group: what differences there are come from
 * chance, as in a small real cohort.
 */
export function synthesise(count: number): SyntheticCandidate[] {
  const random = seeded(20_261_124);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const point = (value: number): number => Math.min(5, Math.max(1, Math.round(value)));
  return Array.from({ length: count }, (_, index) => {
    const started = random() < 0.9;
    const submitted = started && random() < 0.88;
    const says = random() < 0.85;
    const groups = { sex: draw(sexes, random()), race_ethnicity: draw(ethnicities, random()) };
    const ability = 3.1 + 0.8 * normal();
    const latent = Array.from({ length: 4 }, () => ability + 0.5 * normal());
    const first = latent.map((value) => point(value + 0.4 * normal()));
    // Reviewers who differ by two would need a third; the second one stays within one point.
    const second = latent.map((value, at) => {
      const base = first[at] ?? 3;
      return point(Math.min(base + 1, Math.max(base - 1, value + 0.4 * normal())));
    });
    const medians = first.map((rating, at) => (rating + (second[at] ?? rating)) / 2);
    const hasAi = random() < 0.85;
    const ai = latent.map((value) => (random() < 0.07 ? null : point(value + 0.6 * normal())));
    const mean = medians.reduce((sum, value) => sum + value, 0) / medians.length;
    return {
      number: index + 1,
      started,
      submitted,
      groups: says ? groups : null,
      ratings: [first, second],
      medians,
      aiScores: hasAi ? ai : null,
      advanced: mean + 0.3 * normal() > 3.6,
    };
  });
}

function draw(shares: readonly (readonly [string, number])[], fraction: number): string {
  let left = fraction;
  for (const [name, share] of shares) {
    left -= share;
    if (left < 0) return name;
  }
  return shares.at(-1)?.[0] ?? '';
}

/** Marsaglia's xorshift with 32 bits ("Xorshift RNGs", 2003): good enough for a demo, the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
