/** A 2×2 table of counts, by rows. */
export type Table = readonly [readonly [number, number], readonly [number, number]];

/** The direction of an alternative hypothesis. */
export const ALTERNATIVES = ['two-sided', 'less', 'greater'] as const;
export type Alternative = (typeof ALTERNATIVES)[number];
