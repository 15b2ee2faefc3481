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

/** A sound file in memory: whatever is sent again has to be sent whole. 16 kHz, mono. */
export interface SoundFile {
  readonly bytes: Uint8Array;
  readonly mediaType: 'audio/flac' | 'audio/wav';
}

export interface SpeechRequest {
  readonly sound: SoundFile;
  readonly durationMs: number;
  /** BCP 47 of the question, as a hint. */
  readonly language: string;
  /** Ask when things were said; see `SpeechAbility`. */
  readonly times: boolean;
}

/** What an engine can do beyond telling what was said. */
export interface SpeechAbility {
  /** It tells when each stretch was said. */
  readonly times: boolean;
}

/** Turns speech into text. Raises a retryable Trouble when the engine cannot answer now. */
export abstract class SpeechToText {
  /** What runs, for the health page; null when no engine is configured. */
  abstract engine(): { name: string; model: string; host: string } | null;
  /** Finds out what the engine can do, by having it hear a short clip. It costs as much as any other request. */
  abstract probe(clip: SoundFile): Promise<SpeechAbility>;
  abstract transcribe(request: SpeechRequest): Promise<Transcription>;

  /** How long a step that would ask should wait first; see `EngineGate`. */
  holdMs(): number {
    return 0;
  }
}
