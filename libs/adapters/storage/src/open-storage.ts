import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UploadLocks } from '@evenhand/domain';
import { FileStorage } from './file-storage.adapter';
import { FileUploads } from './tus/file-uploads.adapter';

/**
 * Opens the storage a setting names.
 *
 * @param url STORAGE_URL: `file:` and a folder, absolute or relative to where the program was started
 * @throws Error in words for anything else
 */
export function openStorage(url: string): FileStorage {
  return new FileStorage(folderOf(url));
}

/** The uploads that arrive in a storage. */
export const openUploads = (storage: FileStorage, locks: UploadLocks): FileUploads =>
  new FileUploads(storage.folder, locks);

function folderOf(url: string): string {
  if (!url.startsWith('file:')) {
    throw new Error(
      'STORAGE_URL must begin with file: and name a folder, for example file:/var/lib/evenhand.',
    );
  }
  const folder = url.slice('file:'.length);
  if (folder === '') throw new Error('STORAGE_URL names no folder.');
  return folder.startsWith('//') ? fileURLToPath(url) : path.resolve(folder);
}
