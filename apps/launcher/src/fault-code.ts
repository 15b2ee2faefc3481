/** The code of a fault: `ENOENT` and the like from the system, an SQLSTATE from PostgreSQL. */
export function codeOf(fault: unknown): string | undefined {
  // Not `instanceof Error`: what Node throws inside jest comes from another realm.
  const known =
    typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string';
  return known ? (fault.code as string) : undefined;
}
