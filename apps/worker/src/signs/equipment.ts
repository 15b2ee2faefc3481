import { queueAddress } from '@evenhand/adapters/queue';
import type { WorkerDetail } from '@evenhand/contracts';
import { LanguageModel, Mailer, MediaEngine, SpeechToText } from '@evenhand/domain';
import { need, SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';

/** What this worker works with: versions and engines, no secrets. */
@Injectable()
export class Equipment {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly media: MediaEngine,
    private readonly speech: SpeechToText,
    private readonly model: LanguageModel,
    private readonly mailer: Mailer,
  ) {}

  async list(): Promise<WorkerDetail> {
    // A missing media tool is said here and keeps nobody from starting: answers in writing need none.
    const media = await this.media.version().catch(() => null);
    return {
      pid: process.pid,
      queue: queueAddress(this.settings.QUEUE_URL, need(this.settings, 'DATABASE_URL_WORKER')).kind,
      media: media && { ...media, warnings: [...media.warnings] },
      speech: this.speech.engine(),
      summaries: this.model.engine(),
      replay: this.settings.DEMO_REPLAY,
      mail: this.mailer.sends(),
    };
  }
}
