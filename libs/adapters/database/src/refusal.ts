/** What PostgreSQL refused to do. */
export interface Refusal {
  /** SQLSTATE, for example 42501 for a missing right. */
  readonly state: string;
  /** Name of the constraint or of the law whose trigger refused, where there is one. */
  readonly law: string | null;
}

/** The refusal behind an error of the database client, or null when it has another cause. */
export function refusalOf(error: unknown): Refusal | null {
  const cause = within(within(within(error, 'meta'), 'driverAdapterError'), 'cause');
  const state = within(cause, 'originalCode');
  if (typeof state !== 'string') return null;
  const law = within(within(cause, 'constraint'), 'index') ?? within(cause, 'hint');
  return { state, law: typeof law === 'string' ? law : null };
}

const within = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** A row with this unique value exists already. */
export const isTaken = (error: unknown, constraint: string): boolean => {
  const refusal = refusalOf(error);
  return refusal?.state === '23505' && refusal.law === constraint;
};
