import type { Clock } from '../clock/clock.port';
import type { ModelAnswer, ModelRequest } from '../language-model/language-model.port';
import { LanguageModel } from '../language-model/language-model.port';
import type { SoundFile, SpeechAbility, SpeechRequest, Transcription } from '../speech/speech-to-text.port';
import { SpeechToText } from '../speech/speech-to-text.port';
import { EngineUnavailable } from '../trouble/engine.errors';
import type { EngineGate } from './engine-gate';

/** Asks an engine through its gate: closed, it is not asked; what comes of asking is told to the gate. */
async function through<T>(gate: EngineGate, clock: Clock, name: string, ask: () => Promise<T>): Promise<T> {
  const waitMs = gate.holdMs(clock.now());
  if (waitMs > 0) throw new EngineUnavailable(name, { waitMs });
  try {
    const answer = await ask();
    gate.answered();
    return answer;
  } catch (trouble) {
    if (trouble instanceof EngineUnavailable) gate.failed(clock.now(), trouble.waitMs);
    throw trouble;
  }
}

/** A speech engine behind a gate. */
export class GatedSpeech extends SpeechToText {
  constructor(
    private readonly speech: SpeechToText,
    private readonly gate: EngineGate,
    private readonly clock: Clock,
  ) {
    super();
  }

  override engine(): ReturnType<SpeechToText['engine']> {
    return this.speech.engine();
  }

  override holdMs(): number {
    return this.gate.holdMs(this.clock.now());
  }

  override probe(clip: SoundFile): Promise<SpeechAbility> {
    return this.through(() => this.speech.probe(clip));
  }

  override transcribe(request: SpeechRequest): Promise<Transcription> {
    return this.through(() => this.speech.transcribe(request));
  }

  private through<T>(ask: () => Promise<T>): Promise<T> {
    return through(this.gate, this.clock, 'The speech engine', ask);
  }
}

/** A language model behind a gate. */
export class GatedModel extends LanguageModel {
  constructor(
    private readonly model: LanguageModel,
    private readonly gate: EngineGate,
    private readonly clock: Clock,
  ) {
    super();
  }

  override engine(): ReturnType<LanguageModel['engine']> {
    return this.model.engine();
  }

  override holdMs(): number {
    return this.gate.holdMs(this.clock.now());
  }

  override ask(request: ModelRequest): Promise<ModelAnswer> {
    return through(this.gate, this.clock, 'The language model', () => this.model.ask(request));
  }
}
