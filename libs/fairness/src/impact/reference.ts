/** A category with its people and its selected people. */
export interface Group {
  readonly category: string;
  readonly n: number;
  readonly selected: number;
}

/** The group with the highest rate, the first of equals, compared in whole numbers; groups without people do not count. */
export function highestRate(groups: readonly Group[]): Group | null {
  let highest: Group | null = null;
  for (const group of groups) {
    if (group.n === 0) continue;
    const isHigher =
      highest === null ||
      BigInt(group.selected) * BigInt(highest.n) > BigInt(highest.selected) * BigInt(group.n);
    if (isHigher) highest = group;
  }
  return highest;
}
