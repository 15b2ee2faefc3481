import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { sameBytes } from '../same-bytes';
import type { Checkpoint } from './checkpoint';
import { parseCheckpoint } from './checkpoint';
import type { KnownSignature } from './open-note';
import { openNote } from './open-note';
import type { VerifierKey } from './verifier-key';

/** Whom to believe about a log. */
export interface LogTrust {
  readonly logKey: VerifierKey;
  /** What the log calls itself; the name of its key unless said otherwise. */
  readonly origin?: string;
  readonly witnessKeys?: readonly VerifierKey[];
}

/** Says that a witness saw this checkpoint and found it consistent with what it saw before. */
export interface Cosignature {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly time: number;
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** One for each witness key, however many names it goes by; the log's own key is no witness. */
  readonly cosignatures: readonly Cosignature[];
}

/** Reads a signed checkpoint and checks that the log signed it and who witnessed it (C2SP tlog-checkpoint, tlog-proof). */
export async function openCheckpoint(
  note: string | Uint8Array,
  { logKey, origin = logKey.name, witnessKeys = [] }: LogTrust,
): Promise<Checked<OpenedCheckpoint>> {
  const opened = await openNote(note, [logKey, ...witnessKeys]);
  if (!opened.ok) return opened;
  const { text, verified } = opened.value;
  if (
    logKey.type !== 'note' ||
    !verified.some(({ key }) => key.id === logKey.id && key.name === logKey.name)
  ) {
    return refuse('signatures', 'none is by the key of the log');
  }
  const read = parseCheckpoint(text);
  if (!read.ok) return read;
  if (read.value.origin !== origin) return refuse('origin', 'is another log');
  return accept({ checkpoint: read.value, cosignatures: cosignaturesOf(verified, logKey) });
}

function cosignaturesOf(verified: readonly KnownSignature[], logKey: VerifierKey): Cosignature[] {
  const witnesses: VerifierKey[] = [logKey];
  const cosignatures: Cosignature[] = [];
  for (const { key, time } of verified) {
    if (time === undefined || witnesses.some(({ publicKey }) => sameBytes(publicKey, key.publicKey)))
      continue;
    witnesses.push(key);
    cosignatures.push({ name: key.name, time });
  }
  return cosignatures;
}
