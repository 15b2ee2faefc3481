/** Where a box of an ISO base media file (MP4, QuickTime) lies. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes that `readBox` wants to see from the start of a box. */
export const BOX_HEADER_BYTES = 16;

/**
 * Reads the header of the box that starts at `start`: ISO/IEC 14496-12, section 4.2. A box of size 0 reaches to the end
 * of the file. Null when the bytes are no header.
 */
export function readBox(header: Uint8Array, start: number, fileBytes: number): Box | null {
  if (header.length < 8) return null;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const type = String.fromCharCode(...header.subarray(4, 8));
  const size = view.getUint32(0);
  if (size === 0) return { type, start, end: fileBytes };
  if (size === 1) {
    if (header.length < BOX_HEADER_BYTES) return null;
    const large = Number(view.getBigUint64(8));
    return large < BOX_HEADER_BYTES ? null : { type, start, end: start + large };
  }
  return size < 8 ? null : { type, start, end: start + size };
}
