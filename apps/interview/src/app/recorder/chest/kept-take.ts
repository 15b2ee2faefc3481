import type { RecordedKind } from '../recording-format';

/** A recording as this browser keeps it until the server has confirmed all of it. */
export interface KeptTake {
  /** Chosen here and the server's too: a recording may begin while the server cannot be reached. */
  readonly takeId: string;
  readonly interviewId: string;
  readonly questionId: string;
  readonly kind: RecordedKind;
  /** Container and codecs, as the browser named them. */
  readonly format: string;
  /** Where uploads are created; null until the server knows of this take. */
  readonly uploadsUrl: string | null;
  /** Where this upload goes on; null until it was created. */
  readonly uploadUrl: string | null;
  /** Bytes of every slice, in order. */
  readonly lengths: readonly number[];
  /** Length of what is kept, in milliseconds. */
  readonly recordedMs: number;
  /** True once no slice can follow any more. */
  readonly complete: boolean;
  /** Milliseconds since 1970 by this device's clock. */
  readonly begunAt: number;
}

export const bytesOf = (take: Pick<KeptTake, 'lengths'>): number =>
  take.lengths.reduce((sum, length) => sum + length, 0);

/** A part of one slice. `from` and `to` are bytes within the slice, `to` not included. */
export interface Piece {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The parts of slices that make up bytes `from` to `to` (not included) of the whole recording.
 *
 * @param lengths bytes of every slice, in order
 */
export function piecesOf(lengths: readonly number[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let begin = 0;
  lengths.forEach((length, index) => {
    const end = begin + length;
    if (end > from && begin < to)
      pieces.push({ index, from: Math.max(0, from - begin), to: Math.min(length, to - begin) });
    begin = end;
  });
  return pieces;
}
