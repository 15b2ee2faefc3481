/**
 * Which groups are shown: those of `least` people at least. Where just one is held back, the smallest of the others is
 * too, or the first could be had by subtraction.
 * @param sizes people by group; those of unknown group count as one more group
 * @returns whether each group is held back
 */
export function heldBack(sizes: readonly number[], least: number): boolean[] {
  const small = sizes.map((n) => n > 0 && n < least);
  if (small.filter(Boolean).length !== 1) return small;
  let smallest = -1;
  for (const [i, n] of sizes.entries()) {
    if (small[i] || n === 0) continue;
    if (smallest === -1 || n < (sizes[smallest] ?? 0)) smallest = i;
  }
  return small.map((isSmall, i) => isSmall || i === smallest);
}
