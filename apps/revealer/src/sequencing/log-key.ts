import type { NoteSigner } from '@evenhand/ledger';
import { formatSignerKey, parseSignerKey } from '@evenhand/ledger';
import { readPrivately, writePrivately } from '../keys/private-file';
import { LogKeyUnreadable } from './log.errors';

/**
 * The key that signs the log's checkpoints. Made on the first start, readable by this account alone, in the form in which
 * other logs keep theirs; its name is the log's origin.
 *
 * @param origin what a log made now is called, for example hiring.example.org/log/3f9c
 * @param seed 32 random bytes for a key made now
 * @throws KeyFileOpenToOthers, LogKeyUnreadable
 */
export async function logKeyIn(file: string, origin: string, seed: () => Uint8Array): Promise<NoteSigner> {
  let written = await readPrivately(file);
  if (written === undefined) {
    written = `${await formatSignerKey(origin, seed())}\n`;
    await writePrivately(file, written);
  }
  // Without the reason: a parser's words may quote the key.
  const signer = await parseSignerKey(written.trimEnd());
  if (!signer.ok) throw new LogKeyUnreadable(file);
  return signer.value;
}
