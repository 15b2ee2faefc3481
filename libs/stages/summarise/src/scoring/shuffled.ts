import type { Chance } from '@evenhand/domain';

/** The same things in an order drawn by chance (Fisher–Yates). */
export function shuffled<T>(things: readonly T[], chance: Pick<Chance, 'fraction'>): T[] {
  const order = [...things];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(chance.fraction() * (last + 1));
    const [a, b] = [order[last], order[other]];
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a];
  }
  return order;
}
