/** A result that may say, field by field, why a number is not there. */
export interface Explained {
  readonly reasons?: Readonly<Record<string, string>>;
}

/** Adds the reasons of those fields that are `null`; the others keep none. */
export function explained<Result extends object>(
  result: Result,
  reasons: Partial<Record<keyof Result & string, string>>,
): Result & Explained {
  const open = Object.entries(reasons).filter(
    (entry): entry is [string, string] => Reflect.get(result, entry[0]) === null && entry[1] !== undefined,
  );
  return open.length === 0 ? result : { ...result, reasons: Object.fromEntries(open) };
}

/** A quotient: 0/0 is undefined (`null`), x/0 is infinite. */
export function quotient(numerator: number, denominator: number): number | null {
  if (denominator === 0) return numerator === 0 ? null : Math.sign(numerator) * Infinity;
  return numerator / denominator;
}

/** A probability as it is reported: at most 1, and never 0, however far out in the tail. */
export function reportedP(p: number): number {
  return Math.min(1, Math.max(Number.MIN_VALUE, p));
}
