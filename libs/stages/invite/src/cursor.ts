/** Where a page ended: moment and id of its last row. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

/** Text for `next` of a page. */
export const cursorOf = ({ at, id }: Place): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** The place a cursor stands for; null for none and for what was never a cursor of ours. */
export function placeOf(cursor: string | undefined): Place | null {
  const [moment = '', id = ''] = Buffer.from(cursor ?? '', 'base64url')
    .toString()
    .split(' ');
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? null : { at, id };
}

/** One page out of one row more than it holds: the extra row only tells that there is a next page. */
export function pageOf<T extends Place>(
  rows: readonly T[],
  limit: number,
): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Rows after a place, newest first; the first bound lets the index find where to go on. */
export const olderThan = (place: Place | null): object =>
  place === null ? {} : { createdAt: { lte: place.at }, NOT: { createdAt: place.at, id: { gte: place.id } } };
