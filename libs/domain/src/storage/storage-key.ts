import type { Chance } from '../clock/clock.port';
import { StorageKeyRefused } from './storage.errors';

/** What lies in the storage, by kind. */
export const storageRooms = ['uploads', 'media', 'audio', 'posters', 'checks'] as const;
export type StorageRoom = (typeof storageRooms)[number];

const shape = new RegExp(
  `^(?:${storageRooms.join('|')})/[A-Za-z0-9][A-Za-z0-9_-]{0,127}(?:\\.[a-z0-9]{1,8})?$`,
);

/**
 * A new random key. It says nothing about people, and nobody can guess it.
 *
 * @param extension file name extension without the dot, lower case
 */
export function newStorageKey(room: StorageRoom, chance: Chance, extension?: string): string {
  return checkedStorageKey(`${room}/${chance.uuid()}${extension === undefined ? '' : `.${extension}`}`);
}

/**
 * The key itself. No key has more than one folder, a dot segment, a backslash or a leading slash.
 *
 * @throws StorageKeyRefused for anything else
 */
export function checkedStorageKey(key: string): string {
  if (!shape.test(key)) throw new StorageKeyRefused();
  return key;
}

/** Storage key of an upload, and back. */
export const uploadKeyOf = (uploadId: string): string => checkedStorageKey(`uploads/${uploadId}`);
export const uploadIdOf = (key: string): string => checkedStorageKey(key).slice('uploads/'.length);
