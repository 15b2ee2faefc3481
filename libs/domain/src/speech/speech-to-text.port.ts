/** A stretch of a transcript. Times in milliseconds from the start of the recording. */
export interface TranscriptSegment {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** 0–1 where the engine gives one. */
  readonly confidence?: number | undefined;
}

export interface Transcription {
  readonly text: string;
  /** BCP 47, where the engine tells. */
  readonly language: string | null;
  readonly segments: readonly TranscriptSegment[];
  readonly engine: string;
  readonly model: string | null;
}

export interface SpeechRequest {
  /** Path of a 16 kHz mono FLAC file. */
  readonly audioPath: string;
  readonly durationMs: number;
  /** BCP 47 of the question, as a hint. */
  readonly language: string;
}

/** Turns speech into text. Raises a retryable Trouble when the engine cannot answer now. */
export abstract class SpeechToText {
  /** What runs, for the health page; null when no engine is configured. */
  abstract engine(): { name: string; model: string; host: string } | null;
  abstract transcribe(request: SpeechRequest): Promise<Transcription>;
}
