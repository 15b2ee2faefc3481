import { EngineRefused, EngineUnavailable, rateLimitsOf, SpeechToText, Trouble } from '@evenhand/domain';
import type {
  RateLimits,
  SoundFile,
  SpeechAbility,
  SpeechRequest,
  Transcription,
  TranscriptSegment,
} from '@evenhand/domain';
import OpenAI, { APIError, type APIPromise, BadRequestError, toFile } from 'openai';
import { languageTag } from './language-tag';

export interface OpenAiSpeechOptions {
  /** Any OpenAI-compatible address; that of OpenAI itself when undefined. */
  readonly baseUrl?: string | undefined;
  /** Servers of one's own often want none. */
  readonly apiKey?: string | undefined;
  readonly model: string;
  /** How long one request may take. */
  readonly timeoutMs?: number | undefined;
  /** Hears what the provider says is left. */
  readonly onLimits?: ((limits: RateLimits) => void) | undefined;
}

const ENGINE = 'The speech engine';
/** Three minutes of speech on a recogniser without a graphics card. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Speech to text by POST /audio/transcriptions. Time codes come with one form of answer (verbose_json), which some models
 * refuse; those answer in the plain one, as one segment.
 */
export class OpenAiSpeech extends SpeechToText {
  private readonly client: OpenAI;

  constructor(private readonly options: OpenAiSpeechOptions) {
    super();
    this.client = new OpenAI({
      baseURL: options.baseUrl,
      apiKey: options.apiKey ?? 'none',
      timeout: options.timeoutMs ?? PATIENCE_MS,
      // More patience lies with the work list, which survives a restart.
      maxRetries: 1,
    });
  }

  override engine(): { name: string; model: string; host: string } {
    return { name: 'openai', model: this.options.model, host: new URL(this.client.baseURL).host };
  }

  override async probe(clip: SoundFile): Promise<SpeechAbility> {
    const request = { sound: clip, durationMs: 2_000, language: 'en', times: true };
    try {
      return { times: Array.isArray(fieldOf(await this.timedAnswer(request), 'segments')) };
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw troubleOf(error);
    }
    // Only when the plain form is taken was the other one the fault.
    await this.transcribe({ ...request, times: false });
    return { times: false };
  }

  override async transcribe(request: SpeechRequest): Promise<Transcription> {
    try {
      return await (request.times ? this.askWithTimes(request) : this.askPlainly(request));
    } catch (error) {
      throw troubleOf(error);
    }
  }

  private async timedAnswer(request: SpeechRequest): Promise<unknown> {
    // Forms with time codes belong to the Whisper family, which takes a language. Without it an accent may be taken for
    // another language.
    const [language = 'en'] = request.language.split('-');
    const file = await audioFile(request.sound);
    const sent = this.client.audio.transcriptions.create({
      model: this.options.model,
      file,
      language,
      response_format: 'verbose_json',
    });
    return this.received(sent);
  }

  private async received(sent: Pick<APIPromise<unknown>, 'withResponse'>): Promise<unknown> {
    const { data, response } = await sent.withResponse();
    this.options.onLimits?.(rateLimitsOf((name) => response.headers.get(name)));
    return data;
  }

  private async askWithTimes(request: SpeechRequest): Promise<Transcription> {
    const { model } = this.options;
    const answer = await this.timedAnswer(request);
    return {
      text: textOf(answer),
      language: languageTag(fieldOf(answer, 'language')),
      segments: segmentsOf(answer, request.durationMs),
      engine: 'openai',
      model,
    };
  }

  private async askPlainly({ sound, durationMs }: SpeechRequest): Promise<Transcription> {
    const { model } = this.options;
    const file = await audioFile(sound);
    const answer = await this.received(
      this.client.audio.transcriptions.create({ model, file, response_format: 'json' }),
    );
    const text = textOf(answer);
    const languages = fieldOf(answer, 'languages');
    const first: unknown = Array.isArray(languages) ? languages[0] : null;
    return {
      text,
      language: languageTag(fieldOf(first, 'code') ?? first),
      segments: whole(text, durationMs),
      engine: 'openai',
      model,
    };
  }
}

/** Name and content type tell the server the format; it looks at nothing else. */
const audioFile = ({ bytes, mediaType }: SoundFile) =>
  toFile(bytes, `answer.${mediaType.slice('audio/'.length)}`, { type: mediaType });

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function textOf(answer: unknown): string {
  const text = fieldOf(answer, 'text');
  if (typeof text !== 'string') throw new EngineUnavailable(ENGINE);
  return text.trim();
}

/** One segment for everything that was said. */
const whole = (text: string, durationMs: number): TranscriptSegment[] =>
  text === '' ? [] : [{ startMs: 0, endMs: durationMs, text }];

function segmentsOf(answer: unknown, durationMs: number): TranscriptSegment[] {
  const given = fieldOf(answer, 'segments');
  if (!Array.isArray(given) || given.length === 0) return whole(textOf(answer), durationMs);
  return given.flatMap((segment: unknown) => {
    const [start, end, text] = ['start', 'end', 'text'].map((name) => fieldOf(segment, name));
    if (typeof start !== 'number' || typeof end !== 'number' || typeof text !== 'string') return [];
    const startMs = Math.round(start * 1000);
    const endMs = Math.min(Math.round(end * 1000), durationMs);
    if (text.trim() === '' || endMs <= startMs) return [];
    const logProbability = fieldOf(segment, 'avg_logprob');
    // The geometric mean of the probabilities of its tokens.
    const confidence = typeof logProbability === 'number' ? Math.min(1, Math.exp(logProbability)) : undefined;
    return [{ startMs, endMs, text: text.trim(), ...(confidence !== undefined && { confidence }) }];
  });
}

/** Timeout, conflict, overload and faults on their side pass; anything else stays until somebody changes a setting. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  // An answer that broke off or is no JSON reaches us as the error of whoever read it.
  if (!(error instanceof APIError)) return new EngineUnavailable(ENGINE, { cause: error });
  const status = error.status as number | undefined;
  const passes = status === undefined || status === 408 || status === 409 || status === 429 || status >= 500;
  if (!passes) return new EngineRefused(ENGINE, status, { cause: error });
  return new EngineUnavailable(ENGINE, {
    cause: error,
    waitMs: waitOf(error.headers as Headers | undefined),
  });
}

function waitOf(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (milliseconds >= 0) return milliseconds;
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? seconds * 1000 : undefined;
}
