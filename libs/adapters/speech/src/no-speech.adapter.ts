import { EngineRefused, SpeechToText } from '@evenhand/domain';
import type { SpeechAbility, Transcription } from '@evenhand/domain';

/** No recogniser: answers go on without a transcript, and people listen. */
export class NoSpeech extends SpeechToText {
  override engine(): null {
    return null;
  }

  override probe(): Promise<SpeechAbility> {
    return Promise.reject(this.refusal());
  }

  override transcribe(): Promise<Transcription> {
    return Promise.reject(this.refusal());
  }

  private refusal(): EngineRefused {
    return new EngineRefused('No speech engine is configured; it', null);
  }
}
