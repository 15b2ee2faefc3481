import { readFile } from 'node:fs/promises';
import { isWhole, MediaEngine, Storage, wavOf, type Excerpt, type SoundFile } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { Injectable } from '@nestjs/common';

/** The sound of an answer, ready to be heard. */
export interface Sound {
  /** SHA-256 of the whole of it. */
  readonly digest: string;
  /** A part of it as a file. */
  readonly file: (excerpt: Excerpt) => SoundFile;
}

/** Gets the sound that preparation kept for recognisers. */
@Injectable()
export class SpokenSound {
  constructor(
    private readonly storage: Storage,
    private readonly media: MediaEngine,
  ) {}

  /** @throws StorageUnavailable, NothingStored, MediaTrouble */
  async open(audioKey: string, durationMs: number, excerpts: readonly Excerpt[]): Promise<Sound> {
    const stored = await this.storage.asFile(audioKey);
    try {
      const bytes = await readFile(stored.path);
      const digest = digestOf(bytes);
      if (isWhole(excerpts, durationMs)) return { digest, file: () => ({ bytes, mediaType: 'audio/flac' }) };
      const samples = await this.media.samples(stored.path);
      return { digest, file: ({ spans }) => ({ bytes: wavOf(samples, spans), mediaType: 'audio/wav' }) };
    } finally {
      await stored.release();
    }
  }
}
