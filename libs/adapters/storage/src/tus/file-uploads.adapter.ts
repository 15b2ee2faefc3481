import path from 'node:path';
import { Uploads, type UploadLocks, type UploadProgress } from '@evenhand/domain';
import { storageTroubleOf } from '../system-error';
import { UploadStore } from './upload-store.adapter';

/** Uploads as files of the storage folder, fed by tus. */
export class FileUploads extends Uploads {
  readonly store: UploadStore;

  /** @param folder folder of the storage; uploads lie in its subfolder `uploads` */
  constructor(
    folder: string,
    readonly locks: UploadLocks,
  ) {
    super();
    this.store = new UploadStore(path.join(folder, 'uploads'));
  }

  override progress(id: string): Promise<UploadProgress | null> {
    return this.telling(this.store.progress(id));
  }

  override async hold<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = await this.locks.hold(id);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }

  override async close(id: string): Promise<void> {
    const arrived = await this.progress(id);
    if (arrived) await this.telling(this.store.declareUploadLength(id, arrived.bytes));
  }

  override remove(id: string): Promise<void> {
    return this.telling(this.store.remove(id));
  }

  private async telling<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw storageTroubleOf(error);
    }
  }
}
