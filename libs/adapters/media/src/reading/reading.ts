import type { FileHandle } from 'node:fs/promises';

import type { Container, InspectedStream } from '@evenhand/domain';

import type { BoxWalk } from './boxes';
import { readMp4 } from './mp4';
import { readOgg } from './ogg';
import { readWav } from './wav';
import { readWebm } from './webm';

/** What a file says of itself. */
export interface Reading {
  readonly streams: readonly InspectedStream[];
  readonly declaredMs: number | null;
}

/** Recorders write what tracks there are at once; an index at the end may be as large as this. */
const HEAD_BYTES = 65_536;
const LARGEST_INDEX = 4_194_304;

/**
 * Reads what tracks a recording has from its first bytes or its index. It spares starting ffprobe, which costs more
 * than everything else that is not ffmpeg's own work. It knows only what recorders write: whatever else it meets, and
 * whatever seems odd, is left to ffprobe. What it says is a claim like any other; the guard around ffmpeg does not rely
 * on it.
 *
 * @returns null when it is not sure
 */
export async function readRecording(
  container: Container,
  file: FileHandle,
  fileBytes: number,
  boxes: BoxWalk | null,
): Promise<Reading | null> {
  try {
    if (container === 'mp4') {
      const { moov } = boxes ?? { moov: null };
      if (moov === null || moov.bytes > LARGEST_INDEX || moov.at + moov.bytes > fileBytes) return null;
      return readMp4(await bytesAt(file, moov.at, moov.bytes));
    }
    const head = await bytesAt(file, 0, Math.min(HEAD_BYTES, fileBytes));
    switch (container) {
      case 'webm':
        return readWebm(head);
      case 'ogg':
        return readOgg(head);
      case 'wav':
        return readWav(head, fileBytes);
    }
  } catch (error) {
    // A number lies beyond the end of what was read.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

/** Milliseconds that a length may be; anything else is as good as no length. */
export const declared = (seconds: number): number | null =>
  Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null;
