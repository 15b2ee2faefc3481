import type { FileHandle } from 'node:fs/promises';

const HEADER_BYTES = 16;
/** A recording in fragments has two boxes for each; an hour of one-second fragments stays far below. */
const MOST_BOXES = 20_000;

/** Where the outermost boxes of an MP4 are, as far as it matters here. */
export interface BoxWalk {
  /**
   * The file ends in the middle of one of its parts. Browsers write MP4 in fragments, and ffmpeg passes over a fragment
   * that was cut in two without a word.
   */
  readonly cut: boolean;
  /** Content of the only index; null where there is none or more than one. */
  readonly moov: { readonly at: number; readonly bytes: number } | null;
}

/** Goes from box to box over a whole file, reading nothing but their headers. */
export async function walkBoxes(file: FileHandle, fileBytes: number): Promise<BoxWalk> {
  const header = Buffer.alloc(HEADER_BYTES);
  const indexes: { at: number; bytes: number }[] = [];
  const moov = () => (indexes.length === 1 ? (indexes[0] ?? null) : null);
  let at = 0;
  for (let boxes = 0; at < fileBytes && boxes < MOST_BOXES; boxes++) {
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, at);
    const box = boxOf(header.subarray(0, bytesRead), fileBytes - at);
    if (box === null) return { cut: true, moov: moov() };
    if (box.type === 'moov') indexes.push({ at: at + box.headerBytes, bytes: box.bytes - box.headerBytes });
    at += box.bytes;
  }
  return { cut: at > fileBytes, moov: moov() };
}

/** A box inside bytes that are in memory. */
export interface Box {
  readonly type: string;
  readonly content: Buffer;
}

/** The boxes in a stretch of bytes; null when the bytes are no whole boxes, or are too many. */
export function boxesIn(bytes: Buffer, most = 256): Box[] | null {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const box = boxOf(bytes.subarray(at, at + HEADER_BYTES), bytes.length - at);
    if (box === null || at + box.bytes > bytes.length || boxes.length === most) return null;
    boxes.push({ type: box.type, content: bytes.subarray(at + box.headerBytes, at + box.bytes) });
    at += box.bytes;
  }
  return boxes;
}

/** What a box's header says, or null when the bytes are none. ISO/IEC 14496-12, section 4.2. */
function boxOf(
  header: Buffer,
  bytesLeft: number,
): { type: string; bytes: number; headerBytes: number } | null {
  if (header.length < 8) return null;
  const size = header.readUInt32BE(0);
  const type = header.toString('latin1', 4, 8);
  // Zero reaches to the end of the file, one announces a size of eight bytes.
  if (size === 0) return { type, bytes: bytesLeft, headerBytes: 8 };
  if (size > 1) return size < 8 ? null : { type, bytes: size, headerBytes: 8 };
  if (header.length < HEADER_BYTES) return null;
  const large = Number(header.readBigUInt64BE(8));
  return large < HEADER_BYTES ? null : { type, bytes: large, headerBytes: HEADER_BYTES };
}
