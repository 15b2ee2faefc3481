import type { MediaLimits } from './media-limits';
import type { InspectedRecording, PreparedRecording } from './recording';

/** Which media tool runs, for the health page. */
export interface MediaEngineVersion {
  readonly engine: string;
  readonly version: string;
  /** In words for the operator; empty when all is well. */
  readonly warnings: readonly string[];
}

/**
 * Opens recordings that strangers sent. An engine never opens another file than the one it is given, whatever that
 * file says, and keeps within the limits even when the file lies.
 */
export abstract class MediaEngine {
  /** @throws MediaToolMissing when nothing can be prepared */
  abstract version(): Promise<MediaEngineVersion>;

  /**
   * Reads what the file claims to be, without decoding it.
   *
   * @throws EmptyFile, NotARecording, UnsupportedContainer, TruncatedBeyondUse, MediaTimeout, MediaToolFailed
   */
  abstract inspect(path: string): Promise<InspectedRecording>;

  /**
   * Makes everything that is needed from a recording, in a new private folder inside `outFolder`. The caller removes
   * `outFolder` when done; after an error nothing is left in it.
   *
   * @param outFolder a folder that exists
   * @throws MediaTrouble
   */
  abstract prepare(path: string, outFolder: string, limits: MediaLimits): Promise<PreparedRecording>;

  /**
   * The samples of a sound that `prepare` made for recognisers: 16 kHz, mono.
   *
   * @throws MediaTimeout, MediaToolFailed, TruncatedBeyondUse
   */
  abstract samples(speechPath: string): Promise<Int16Array>;
}
