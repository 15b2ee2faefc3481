import {
  SpeechToText,
  type SpeechAbility,
  type SpeechRequest,
  type Transcription,
} from '../speech/speech-to-text.port';
import { EngineUnavailable } from '../trouble/engine.errors';

/** A recogniser that says what it is told to say, and remembers what it was asked. */
export class FakeSpeech extends SpeechToText {
  readonly requests: SpeechRequest[] = [];
  private readonly faults: Error[] = [];
  private configured = true;
  /** How often it was asked what it can do. */
  probes = 0;
  ability: SpeechAbility = { times: true };

  constructor(private said = 'I asked what had happened. Then I solved it.') {
    super();
  }

  says(text: string): void {
    this.said = text;
  }

  /** The next requests end in these errors, one each. */
  fail(...faults: Error[]): void {
    this.faults.push(...(faults.length > 0 ? faults : [new EngineUnavailable('The fake engine')]));
  }

  /** As if no engine were configured. */
  remove(): void {
    this.configured = false;
  }

  override engine(): { name: string; model: string; host: string } | null {
    return this.configured ? { name: 'openai', model: 'fake', host: 'fake.example' } : null;
  }

  override probe(): Promise<SpeechAbility> {
    this.probes += 1;
    return Promise.resolve(this.ability);
  }

  override async transcribe(request: SpeechRequest): Promise<Transcription> {
    this.requests.push(request);
    const fault = this.faults.shift();
    if (fault) throw fault;
    const segments =
      this.said === '' ? [] : [{ startMs: 0, endMs: request.durationMs, text: this.said, confidence: 0.9 }];
    return Promise.resolve({ text: this.said, language: 'en', segments, engine: 'openai', model: 'fake' });
  }
}
