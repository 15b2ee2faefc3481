import type { Pair } from '../proportions/pair.ts';

/**
 * Whether x₁/n₁ lies below four fifths of x₂/n₂, decided in whole numbers: 5·x₁·n₂ < 4·x₂·n₁. Equality is not below.
 * Source: 29 CFR 1607.4(D); UGESP questions and answers no. 11.
 */
export function isBelowFourFifths({ x1, n1, x2, n2 }: Pair): boolean {
  return 5n * BigInt(x1) * BigInt(n2) < 4n * BigInt(x2) * BigInt(n1);
}

/** How many more selections in group 1, all else unchanged, bring it to four fifths of the rate of group 2. */
export function selectionsToFourFifths({ x1, n1, x2, n2 }: Pair): number {
  const lack = 4n * BigInt(x2) * BigInt(n1) - 5n * BigInt(x1) * BigInt(n2);
  const each = 5n * BigInt(n2);
  return lack <= 0n ? 0 : Number((lack + each - 1n) / each);
}
