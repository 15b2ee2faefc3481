import type { PreparedRecording, Storage, StorageRoom } from '@evenhand/domain';
import { checkedStorageKey, uploadIdOf } from '@evenhand/domain';

/** Storage keys of what is made from a take. */
export interface MadeKeys {
  readonly mediaKey: string;
  readonly audioKey: string;
  readonly posterKey: string | null;
}

/**
 * Keys that follow from the upload's own random name: preparing again after a kill writes over what was left, and
 * nothing stays behind that no row knows of.
 */
export function madeKeys(uploadKey: string, { playback, poster }: PreparedRecording): MadeKeys {
  const key = (room: StorageRoom, extension: string) =>
    checkedStorageKey(`${room}/${uploadIdOf(uploadKey)}.${extension}`);
  const extension = playback.path.slice(playback.path.lastIndexOf('.') + 1);
  return {
    mediaKey: key('media', extension),
    audioKey: key('audio', 'flac'),
    posterKey: poster && key('posters', 'jpg'),
  };
}

/** Stores what was made. */
export async function storeMade(
  storage: Storage,
  keys: MadeKeys,
  prepared: PreparedRecording,
): Promise<void> {
  await storage.putFile(keys.mediaKey, prepared.playback.path);
  await storage.putFile(keys.audioKey, prepared.speech.path);
  if (keys.posterKey !== null && prepared.poster) await storage.putFile(keys.posterKey, prepared.poster.path);
}

/** Removes what was made of a take that nobody wants any more. */
export async function removeMade(storage: Storage, keys: MadeKeys): Promise<void> {
  for (const key of Object.values(keys)) if (typeof key === 'string') await storage.remove(key);
}
