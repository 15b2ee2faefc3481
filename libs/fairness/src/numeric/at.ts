/** The element of a list at a place that is known to exist; anything else is a programming error. */
export function at<Element>(list: readonly Element[], index: number): Element {
  const element = list[index];
  if (element === undefined) throw new RangeError(`there is no element ${index} in a list of ${list.length}`);
  return element;
}

/** The sum of numbers, compensated after Neumaier (1974), so that the order of summing does not matter. */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  return total + lost;
}

/** The middle of numbers, the mean of the two middle ones for an even count; `null` for none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? at(sorted, half) : (at(sorted, half - 1) + at(sorted, half)) / 2;
}
