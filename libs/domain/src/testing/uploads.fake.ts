import { Uploads, type UploadProgress } from '../storage/uploads.port';
import { uploadKeyOf } from '../storage/storage-key';
import type { MemoryStorage } from './storage.fake';
import { MemoryUploadLocks } from './upload-locks.fake';

interface Arriving {
  bytes: Uint8Array;
  touchedAt: number;
  closed: boolean;
}

/** Uploads in memory; `arrive` stands for the slices that a candidate's browser sends. */
export class MemoryUploads extends Uploads {
  private readonly locks = new MemoryUploadLocks();
  private readonly arriving = new Map<string, Arriving>();

  constructor(
    private readonly storage: MemoryStorage,
    private readonly now: () => number = () => 0,
  ) {
    super();
  }

  /** Bytes arrive. Returns false when the upload is closed and they were turned away. */
  arrive(id: string, more: Uint8Array): boolean {
    const upload = this.arriving.get(id);
    if (upload?.closed === true) return false;
    const bytes = Buffer.concat([upload?.bytes ?? new Uint8Array(), more]);
    this.arriving.set(id, { bytes, touchedAt: this.now(), closed: false });
    this.storage.put(uploadKeyOf(id), bytes);
    return true;
  }

  override progress(id: string): Promise<UploadProgress | null> {
    const upload = this.arriving.get(id);
    return Promise.resolve(upload ? { bytes: upload.bytes.length, touchedAt: upload.touchedAt } : null);
  }

  override async hold<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = await this.locks.hold(id);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }

  override close(id: string): Promise<void> {
    const upload = this.arriving.get(id);
    if (upload) upload.closed = true;
    return Promise.resolve();
  }

  override async remove(id: string): Promise<void> {
    this.arriving.delete(id);
    await this.storage.remove(uploadKeyOf(id));
  }
}
