import { EngineRefused, SpeechToText } from '@evenhand/domain';
import type { Transcription } from '@evenhand/domain';

/** No recogniser: answers go on without a transcript, and people listen. */
export class NoSpeech extends SpeechToText {
  override engine(): null {
    return null;
  }

  override transcribe(): Promise<Transcription> {
    return Promise.reject(new EngineRefused('No speech engine is configured; it', null));
  }
}
