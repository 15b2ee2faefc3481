import { deflateSync } from 'node:zlib';
import {
  captionsOf,
  isUnreliable,
  parseCaptions,
  UNRELIABLE,
  type Transcription,
  type TranscriptSegment,
} from '@evenhand/domain';

/** A transcript as it is kept. Where it comes from is known to the candidate and never to reviewers. */
export interface FinishedTranscript {
  readonly engine: 'openai' | 'captions' | 'text' | 'none';
  readonly model: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly text: string;
  readonly segments: readonly TranscriptSegment[];
  /** WebVTT for the player. */
  readonly captions: string | null;
  readonly reasons: readonly string[];
}

/** Reason code of a transcript that is missing because every attempt failed; a later success may replace it. */
export const GIVEN_UP = 'given-up';

const nothing = { model: null, language: null, text: '', segments: [], captions: null, reasons: [] };

/** What the candidate wrote is its own transcript. */
export const fromText = (text: string): FinishedTranscript => ({ ...nothing, engine: 'text', text });

/** No transcript: review is by listening. Refused consent, no engine and a failed engine all look like this to others. */
export const without = (...reasons: string[]): FinishedTranscript => ({
  ...nothing,
  engine: 'none',
  reasons,
});

/** Captions a person made. @throws CaptionsInvalid */
export function fromCaptions(vtt: string, language: string): FinishedTranscript {
  const segments = parseCaptions(vtt, 'vtt');
  const text = segments.map((segment) => segment.text).join('\n');
  return { ...nothing, engine: 'captions', language, text, segments, captions: captionsOf(segments) };
}

/**
 * What an engine heard, with a reason when it is too doubtful for a machine to judge from.
 *
 * @param voicedMs how long somebody was heard speaking
 */
export function fromEngine(heard: Transcription, voicedMs: number): FinishedTranscript {
  const { text, language, segments, model } = heard;
  const bytes = Buffer.from(text, 'utf8');
  const compressionRatio = bytes.length / deflateSync(bytes).length;
  const doubtful = isUnreliable({ text, language, segments, voicedMs, compressionRatio });
  return {
    engine: 'openai',
    model,
    language,
    text,
    segments,
    captions: captionsOf(segments),
    reasons: doubtful ? [UNRELIABLE] : [],
  };
}
