import { readPrivately, writePrivately } from '../keys/private-file';

/**
 * The last checkpoint this machine signed, kept outside the database: whoever brings back an old copy of the database, or
 * writes another history into it, meets it here.
 */
export class LastSeen {
  constructor(private readonly file: string) {}

  /** The signed note, or undefined before the first. @throws KeyFileOpenToOthers */
  async note(): Promise<string | undefined> {
    return readPrivately(this.file);
  }

  async keep(note: string): Promise<void> {
    await writePrivately(this.file, note);
  }
}
