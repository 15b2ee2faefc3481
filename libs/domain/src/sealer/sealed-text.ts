import type { Opened, SealedAbout } from './sealer.port';

/** Label of the commitment to a sealed payload. */
export const summaryLabel = 'evenhand/summary/v1';
/** HPKE `info`: what our keys are used for. */
export const sealPurpose = 'evenhand/seal/v1';
/** Bytes of the salt that lies inside a seal. */
export const saltBytes = 32;

/**
 * Sizes of sealed texts, in bytes. A text fills the smallest one it fits into, so the size of a seal tells next to nothing:
 * "no summary" and the summary of an interview with up to 20 criteria both take 64 KiB.
 */
export const sealedSizes = [65_536, 262_144, 1_048_576, 4_194_304] as const;

/** Room a summary takes per criterion at most: a statement and three quotes in a script of three bytes a letter. */
const bytesPerCriterion = 3_072;
const lengthBytes = 4;

/** Bytes to set aside for any output, summary or none, of an interview with this many criteria. */
export const roomFor = (criteria: number): number => criteria * bytesPerCriterion;

/** What HPKE authenticates beside the ciphertext. */
export const aboutText = ({ interviewId, run }: SealedAbout): string => `${interviewId}/${run}`;

/** A payload or salt that cannot be framed or unframed. */
export class NotASealedText extends Error {}

/**
 * Salt, length of the payload (32 bits, big-endian), payload as UTF-8, zeros up to the size.
 *
 * @param room bytes of payload to leave room for even when this one is shorter
 */
export function frame(payload: string, salt: Uint8Array, room: number): Uint8Array<ArrayBuffer> {
  if (salt.length !== saltBytes) throw new NotASealedText('The salt has the wrong length.');
  const bytes = new TextEncoder().encode(payload);
  const wanted = saltBytes + lengthBytes + Math.max(bytes.length, room);
  const size = sealedSizes.find((one) => one >= wanted);
  if (size === undefined) throw new NotASealedText('This is too long to be sealed.');
  const framed = new Uint8Array(size);
  framed.set(salt);
  new DataView(framed.buffer).setUint32(saltBytes, bytes.length);
  framed.set(bytes, saltBytes + lengthBytes);
  return framed;
}

/** Takes a framed text apart; refuses anything that `frame` does not make. */
export function unframe(framed: Uint8Array): Opened {
  if (!sealedSizes.some((size) => size === framed.length))
    throw new NotASealedText('No sealed text has this size.');
  const length = new DataView(framed.buffer, framed.byteOffset).getUint32(saltBytes);
  const start = saltBytes + lengthBytes;
  const rest = framed.subarray(start + length);
  if (start + length > framed.length || rest.some((byte) => byte !== 0)) {
    throw new NotASealedText('The padding is not what it should be.');
  }
  const payload = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    framed.subarray(start, start + length),
  );
  return { salt: Uint8Array.from(framed.subarray(0, saltBytes)), payload };
}
