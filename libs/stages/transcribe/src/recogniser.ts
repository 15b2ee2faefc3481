import { readFile } from 'node:fs/promises';
import { SpeechToText, Storage, type Transcription } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { PaidCalls } from '@evenhand/adapters/database';
import { Injectable } from '@nestjs/common';

/** What is to be transcribed. */
export interface SpokenAnswer {
  readonly answerId: string;
  /** Storage key of the 16 kHz mono FLAC. */
  readonly audioKey: string;
  readonly durationMs: number;
  /** BCP 47, a hint. */
  readonly language: string;
}

/** The speech engine, asked once for every answer however often the step is run. */
@Injectable()
export class Recogniser {
  constructor(
    private readonly storage: Storage,
    private readonly speech: SpeechToText,
    private readonly calls: PaidCalls,
  ) {}

  /** Whether there is an engine to ask. */
  exists(): boolean {
    return this.speech.engine() !== null;
  }

  /**
   * Transcribes an answer. What the engine said is kept until the step ends, so that a kill in between costs nothing.
   *
   * @throws Trouble when the engine does not answer
   */
  async transcribe({ answerId, audioKey, durationMs, language }: SpokenAnswer): Promise<Transcription> {
    const audio = await this.storage.asFile(audioKey);
    try {
      const engine = this.speech.engine();
      const call = {
        purpose: 'transcribe',
        subject: answerId,
        provider: engine?.host ?? '',
        model: engine?.model ?? '',
        // The answer is part of the input: two people may say the same, and each is paid for.
        input: { answer: answerId, audio: digestOf(await readFile(audio.path)), language },
        run: 1,
        sample: 0,
      } as const;
      return await this.calls.once<Transcription>(call, async () => ({
        answer: await this.speech.transcribe({ audioPath: audio.path, durationMs, language }),
        usage: { audioSeconds: durationMs / 1000 },
      }));
    } finally {
      await audio.release();
    }
  }
}
