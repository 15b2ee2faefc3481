import path from 'node:path';
import type { Chance } from '@evenhand/domain';
import type { NoteSigner } from '@evenhand/ledger';
import { formatSignerKey, parseSignerKey } from '@evenhand/ledger';
import { need, type Settings } from '@evenhand/platform';
import { makePrivately, readPrivately } from '../keys/private-file';
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
    await makePrivately(file, `${await formatSignerKey(origin, seed())}\n`);
    written = (await readPrivately(file)) ?? '';
  }
  // Without the reason: a parser's words may quote the key.
  const signer = await parseSignerKey(written.trimEnd());
  if (!signer.ok) throw new LogKeyUnreadable(file);
  return signer.value;
}

/** Where the key lies, and beside it the last checkpoint: unless said otherwise, where the revealer's key lies. */
export function logKeyFileOf(settings: Settings): string {
  return settings.LOG_KEY_FILE ?? path.join(path.dirname(need(settings, 'REVEALER_KEY_FILE')), 'log.key');
}

/** The key as the settings give it: itself, or the file it lies in. @throws KeyFileOpenToOthers, LogKeyUnreadable */
export async function logKeyFor(settings: Settings, chance: Chance): Promise<NoteSigner> {
  if (settings.LOG_KEY === undefined) {
    const origin = settings.LOG_ORIGIN ?? `evenhand.local/${Buffer.from(chance.bytes(8)).toString('hex')}`;
    return logKeyIn(logKeyFileOf(settings), origin, () => chance.bytes(32));
  }
  const signer = await parseSignerKey(settings.LOG_KEY.trim());
  if (!signer.ok) throw new LogKeyUnreadable('LOG_KEY');
  return signer.value;
}
