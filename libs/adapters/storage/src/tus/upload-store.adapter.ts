import { createWriteStream, mkdirSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { UploadProgress } from '@evenhand/domain';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { systemCodeOf } from '../system-error';
import { fileMode, folderMode } from '../whole-file';
import { UploadRecords } from './upload-records';
import { UploadRequestWrong, UploadUnknown } from './upload.errors';

/**
 * Where tus keeps the bytes that arrive. It differs from the store that comes with tus: what was confirmed is on the
 * disk, beginning the same upload twice keeps what has arrived, and files are closed to other accounts.
 */
export class UploadStore extends FileStore {
  private readonly records: UploadRecords;

  constructor(folder: string) {
    // Before the store makes it with rights for everybody.
    mkdirSync(folder, { recursive: true, mode: folderMode });
    const records = new UploadRecords(folder);
    super({ directory: folder, configstore: records });
    this.records = records;
    // Bodies come by PATCH only, uploads end by finishing or discarding their take, and the sweep clears up by last use.
    this.extensions = ['creation', 'creation-defer-length'];
  }

  /** Begins an upload, or finds it begun: a browser that never saw the answer asks again. */
  override async create(upload: Upload): Promise<Upload> {
    const file = this.pathOf(upload.id);
    const known = await this.records.get(upload.id);
    if (known && known.size !== upload.size)
      throw new UploadRequestWrong('it was begun with another length.');
    if (!known) await this.records.set(upload.id, upload);
    await (await open(file, 'a', fileMode)).close();
    upload.storage = { type: 'file', path: file };
    return upload;
  }

  /** Writes a slice and answers once the disk has it. What came before a connection broke stays. */
  override async write(slice: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(this.pathOf(id), { flags: 'r+', start: offset, flush: true });
    await pipeline(slice, file);
    return offset + file.bytesWritten;
  }

  async progress(id: string): Promise<UploadProgress | null> {
    try {
      const { size, mtimeMs } = await stat(this.pathOf(id));
      return { bytes: size, touchedAt: Math.floor(mtimeMs) };
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  override async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
    await this.records.delete(id);
  }

  private pathOf(id: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id)) throw new UploadUnknown();
    return path.join(this.directory, id);
  }
}
