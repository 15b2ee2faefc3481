import { bytesOf } from '../utf8';
import { parseCheckpoint } from './checkpoint';
import { SIGNATURE_LENGTH, verifyEd25519 } from './ed25519';

const TIMESTAMP_LENGTH = 8;

/** What a witness signs (C2SP tlog-cosignature, "Ed25519 signed message"). @param time seconds since the epoch */
export function cosignedMessage(checkpoint: string, time: number): Uint8Array {
  return bytesOf(`cosignature/v1\ntime ${time}\n${checkpoint}`);
}

/** `timestamped_signature` of C2SP tlog-cosignature: the time in eight bytes, big endian, then the signature. */
export function timestamped(time: number, signature: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(TIMESTAMP_LENGTH + signature.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  bytes.set(signature, TIMESTAMP_LENGTH);
  return bytes;
}

/**
 * Checks a cosignature and tells its time, in seconds since the epoch; undefined when it is not good. Only a checkpoint can
 * be cosigned.
 */
export async function timeOfCosignature(
  publicKey: Uint8Array,
  checkpoint: string,
  signature: Uint8Array,
): Promise<number | undefined> {
  if (signature.length !== TIMESTAMP_LENGTH + SIGNATURE_LENGTH || !parseCheckpoint(checkpoint).ok)
    return undefined;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(time)) return undefined;
  const message = cosignedMessage(checkpoint, time);
  return (await verifyEd25519(publicKey, message, signature.subarray(TIMESTAMP_LENGTH))) ? time : undefined;
}
