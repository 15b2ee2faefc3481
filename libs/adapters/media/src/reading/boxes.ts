import type { FileHandle } from 'node:fs/promises';

const HEADER_BYTES = 16;
/** A recording in fragments has two boxes for each; an hour of one-second fragments stays far below. */
const MOST_BOXES = 20_000;

/**
 * Whether an MP4 ends in the middle of one of its parts. Browsers write MP4 in fragments, and ffmpeg passes over a
 * fragment that was cut in two without a word.
 */
export async function endsInsideBox(file: FileHandle, fileBytes: number): Promise<boolean> {
  const header = Buffer.alloc(HEADER_BYTES);
  let at = 0;
  for (let boxes = 0; at < fileBytes && boxes < MOST_BOXES; boxes++) {
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, at);
    const size = boxSize(header.subarray(0, bytesRead), fileBytes - at);
    if (size === null) return true;
    at += size;
  }
  return at > fileBytes;
}

/** Size of the box with this header, or null when the bytes are none. ISO/IEC 14496-12, section 4.2. */
function boxSize(header: Buffer, bytesLeft: number): number | null {
  if (header.length < 8) return null;
  const size = header.readUInt32BE(0);
  // Zero reaches to the end of the file, one announces a size of eight bytes.
  if (size === 0) return bytesLeft;
  if (size > 1) return size < 8 ? null : size;
  if (header.length < HEADER_BYTES) return null;
  const large = Number(header.readBigUInt64BE(8));
  return large < HEADER_BYTES ? null : large;
}
