import { NothingStored, StorageUnavailable } from '@evenhand/domain';

/** Code of an error of the operating system, for example ENOENT. */
export const systemCodeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** What an error of the file system means to whoever asked. */
export function storageTroubleOf(error: unknown): Error {
  const code = systemCodeOf(error);
  if (code === 'ENOENT') return new NothingStored({ cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StorageUnavailable('The disk is full.', { cause: error });
  return new StorageUnavailable(undefined, { cause: error });
}
