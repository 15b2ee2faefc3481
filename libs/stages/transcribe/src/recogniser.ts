import {
  excerptsOf,
  inRecording,
  LONG_EXCERPTS,
  SHORT_EXCERPTS,
  SpeechToText,
  type Excerpt,
  type Span,
  type Transcription,
} from '@evenhand/domain';
import { PaidCalls } from '@evenhand/adapters/database';
import { Inject, Injectable } from '@nestjs/common';
import { SpeechAbilities } from './speech-abilities';
import { SpokenSound, type Sound } from './spoken-sound';

/** What is to be transcribed. */
export interface SpokenAnswer {
  readonly answerId: string;
  /** Storage key of the 16 kHz mono FLAC. */
  readonly audioKey: string;
  readonly durationMs: number;
  readonly silences: readonly Span[];
  /** BCP 47, a hint. */
  readonly language: string;
}

/** The speech engine, asked once for every part of an answer however often the step is run. */
@Injectable()
export class Recogniser {
  constructor(
    private readonly speech: SpeechToText,
    private readonly sounds: SpokenSound,
    private readonly abilities: SpeechAbilities,
    @Inject(PaidCalls) private readonly calls: Pick<PaidCalls, 'once'>,
  ) {}

  /** Whether there is an engine to ask. */
  exists(): boolean {
    return this.speech.engine() !== null;
  }

  /** How long a step that would ask should wait first. */
  holdMs(): number {
    return this.speech.holdMs();
  }

  /**
   * Transcribes an answer. Long silences are never heard by the engine; one that does not tell times gets short parts,
   * whose places are known. What it said is kept until the step ends, so that a kill in between costs nothing.
   *
   * @throws Trouble when the engine does not answer
   */
  async transcribe(answer: SpokenAnswer): Promise<Transcription> {
    const { audioKey, durationMs, silences } = answer;
    const engine = this.speech.engine();
    const { times } = await this.abilities.current();
    const excerpts = excerptsOf(silences, durationMs, times ? LONG_EXCERPTS : SHORT_EXCERPTS);
    const nothing = {
      text: '',
      language: null,
      segments: [],
      engine: 'openai',
      model: engine?.model ?? null,
    };
    if (excerpts.length === 0) return nothing;
    const sound = await this.sounds.open(audioKey, durationMs, excerpts);
    const heard: Transcription[] = [];
    for (const excerpt of excerpts) heard.push(await this.hear(answer, excerpt, sound, times));
    return together(heard);
  }

  private async hear(
    { answerId, language }: SpokenAnswer,
    excerpt: Excerpt,
    sound: Sound,
    times: boolean,
  ): Promise<Transcription> {
    const engine = this.speech.engine();
    const call = {
      purpose: 'transcribe',
      subject: answerId,
      provider: engine?.host ?? '',
      model: engine?.model ?? '',
      // The answer is part of the input: two people may say the same, and each is paid for.
      input: { answer: answerId, audio: sound.digest, spans: excerpt.spans, times, language },
      run: 1,
      sample: 0,
    } as const;
    const { durationMs } = excerpt;
    const heard = await this.calls.once<Transcription>(call, async () => ({
      answer: await this.speech.transcribe({ sound: sound.file(excerpt), durationMs, language, times }),
      usage: { audioSeconds: durationMs / 1000 },
    }));
    const segments = heard.segments.map((segment) => ({
      ...segment,
      startMs: inRecording(excerpt, segment.startMs),
      endMs: inRecording(excerpt, segment.endMs),
    }));
    return { ...heard, segments };
  }
}

/** Parts of a recording as one transcript, in the language most of them were taken for. */
function together(parts: readonly Transcription[]): Transcription {
  const [first, ...more] = parts;
  if (first && more.length === 0) return first;
  const languages = Map.groupBy(
    parts.flatMap(({ language }) => language ?? []),
    (language) => language,
  );
  const [most] = [...languages].sort(([, a], [, b]) => b.length - a.length);
  return {
    text: parts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(' '),
    language: most?.[0] ?? null,
    segments: parts.flatMap(({ segments }) => segments),
    engine: first?.engine ?? 'openai',
    model: first?.model ?? null,
  };
}
