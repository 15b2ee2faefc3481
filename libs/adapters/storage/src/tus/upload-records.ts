import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Configstore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { systemCodeOf } from '../system-error';
import { writeWhole } from '../whole-file';

/**
 * What tus must remember of an upload beside its bytes: declared length and metadata, one small file each. Unlike the
 * store that comes with tus, a crash leaves the old record or the new one, never half of one.
 */
export class UploadRecords implements Configstore {
  constructor(private readonly folder: string) {}

  async get(id: string): Promise<Upload | undefined> {
    try {
      return JSON.parse(await readFile(this.pathOf(id), 'utf8')) as Upload;
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  set(id: string, upload: Upload): Promise<void> {
    return writeWhole(JSON.stringify(upload), this.pathOf(id));
  }

  delete(id: string): Promise<void> {
    return rm(this.pathOf(id), { force: true });
  }

  private pathOf(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }
}
