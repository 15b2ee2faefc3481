/** Two groups: x₁ of n₁ and x₂ of n₂ selected. Both n are above zero. */
export interface Pair {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
}
