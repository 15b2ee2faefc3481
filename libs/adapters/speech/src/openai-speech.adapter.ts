import { readFile } from 'node:fs/promises';
import { EngineRefused, EngineUnavailable, SpeechToText, Trouble } from '@evenhand/domain';
import type { SpeechRequest, Transcription, TranscriptSegment } from '@evenhand/domain';
import OpenAI, { APIError, BadRequestError, toFile } from 'openai';
import { languageTag } from './language-tag';

export interface OpenAiSpeechOptions {
  /** Any OpenAI-compatible address; that of OpenAI itself when undefined. */
  readonly baseUrl?: string | undefined;
  /** Servers of one's own often want none. */
  readonly apiKey?: string | undefined;
  readonly model: string;
  /** How long one request may take. */
  readonly timeoutMs?: number | undefined;
}

const ENGINE = 'The speech engine';
/** Three minutes of speech on a recogniser without a graphics card. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Speech to text by POST /audio/transcriptions. Time codes are asked for (verbose_json) until the server refuses that
 * form and takes the plain one; from then on answers come as one segment.
 */
export class OpenAiSpeech extends SpeechToText {
  private readonly client: OpenAI;
  private timed = true;

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

  override async transcribe(request: SpeechRequest): Promise<Transcription> {
    // From memory: the SDK does not send a stream again.
    const bytes = await readFile(request.audioPath);
    try {
      return await this.ask(bytes, request);
    } catch (error) {
      throw troubleOf(error);
    }
  }

  private async ask(bytes: Uint8Array, request: SpeechRequest): Promise<Transcription> {
    if (this.timed) {
      try {
        return await this.askWithTimes(bytes, request);
      } catch (error) {
        if (!(error instanceof BadRequestError)) throw error;
      }
    }
    const transcription = await this.askPlainly(bytes, request);
    // Remembered only now: had the plain form been refused too, the form was not the fault.
    this.timed = false;
    return transcription;
  }

  private async askWithTimes(bytes: Uint8Array, request: SpeechRequest): Promise<Transcription> {
    const { model } = this.options;
    // Forms with time codes belong to the Whisper family, which takes a language. Without it an accent may be taken for
    // another language.
    const [language = 'en'] = request.language.split('-');
    const file = await audioFile(bytes);
    const answer: unknown = await this.client.audio.transcriptions.create({
      model,
      file,
      language,
      response_format: 'verbose_json',
    });
    return {
      text: textOf(answer),
      language: languageTag(fieldOf(answer, 'language')),
      segments: segmentsOf(answer, request.durationMs),
      engine: 'openai',
      model,
    };
  }

  private async askPlainly(bytes: Uint8Array, { durationMs }: SpeechRequest): Promise<Transcription> {
    const { model } = this.options;
    const file = await audioFile(bytes);
    const answer: unknown = await this.client.audio.transcriptions.create({
      model,
      file,
      response_format: 'json',
    });
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
const audioFile = (bytes: Uint8Array) => toFile(bytes, 'answer.flac', { type: 'audio/flac' });

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
