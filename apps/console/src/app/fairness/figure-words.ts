/** Numbers as an audit's report writes them: what JSON has no number for is text, what is undefined is null. */
export type Written = number | 'Infinity' | '-Infinity' | null;

/** A share in per cent with one place; a dash where it is undefined. */
export function percent(rate: Written): string {
  return typeof rate === 'number' ? `${(rate * 100).toFixed(1)} %` : '–';
}

/** A number with so many places; a dash where it is undefined. Never rounded onto nothing by a sign of its own. */
export function places(value: Written, digits = 2): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value.replace('Infinity', '∞');
  const written = value.toFixed(digits);
  return Number(written) === 0 ? (0).toFixed(digits) : written;
}

/** An interval as `0.61 to 0.94`. */
export function interval(ends: readonly [Written, Written] | null, write = places): string {
  return ends === null ? '–' : `${write(ends[0])} to ${write(ends[1])}`;
}

/** A row of a group that is too small to be shown, or would give a small one away. */
export function heldBack(group: string, columns: number): string[] {
  return [group, 'held back', ...Array.from({ length: columns - 2 }, () => '')];
}

/** How any one figure is made again from its numbers. */
export function computeLine(method: string, input: unknown): string {
  return `echo '${JSON.stringify(input).replaceAll("'", String.raw`'\''`)}' | npm run -s compute -- ${method}`;
}

/** A title in sentence case; names of columns are written apart. */
export function titled(words: string): string {
  const apart = words.replaceAll('_', ' ');
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}
