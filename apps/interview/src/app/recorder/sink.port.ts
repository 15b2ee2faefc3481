import type { RecordedKind } from './recording-format';

/** Where the slices of one recording go. */
export interface Sink {
  begin(kind: RecordedKind, format: string): Promise<void>;
  append(slice: ArrayBuffer, recordedMs: number): Promise<void>;
  /** No slice follows. */
  complete(): Promise<void>;
  /** The screen was left before the candidate decided: the part that is kept waits for them. */
  leave(): Promise<void>;
  /** The recording is not wanted. */
  giveUp(): Promise<void>;
}
