import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';

/** What an installation has decided about recording. */
@Injectable()
export class RecordRules {
  /** Address people reach the system at, without a slash at the end. */
  readonly publicUrl: string;
  readonly uploadLimitBytes: number;
  /** Waiting time and tick after which an interview becomes available. */
  readonly wait: { readonly waitMs: number; readonly tickMs: number };
  /** Whether there are engines at all, so that the consent page can say so. */
  readonly engines: { readonly transcription: boolean; readonly aiAssessment: boolean };

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.publicUrl = settings.PUBLIC_URL;
    this.uploadLimitBytes = settings.UPLOAD_LIMIT_BYTES;
    this.wait = { waitMs: settings.SEAL_WAIT_SECONDS * 1000, tickMs: settings.SEAL_TICK_SECONDS * 1000 };
    // By the models, not by the key: the key is for the worker alone, and candidates must be told all the same.
    this.engines = {
      transcription: settings.SPEECH_ENGINE !== 'none' && settings.SPEECH_MODEL !== undefined,
      aiAssessment: settings.SUMMARY_MODEL !== undefined,
    };
  }

  personalLink(secret: string): string {
    return `${this.publicUrl}/interview/i/${secret}`;
  }
}
