import { Trouble } from '../trouble/trouble.errors';

/**
 * Why a recording could not be prepared. The message is a sentence for the candidate. Whatever is refused gives a take
 * back: the file was at fault, or we were, but never the answer.
 */
export abstract class MediaTrouble extends Trouble {}

const AGAIN = 'Please record again; this does not use up a take.';
const WE_TRY_AGAIN = 'Nothing is lost: we try again by ourselves.';
const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000);
const minutes = (ms: number) => Math.round(ms / 6_000) / 10;

export class EmptyFile extends MediaTrouble {
  readonly code = 'empty-file';
  readonly retryable = false;

  constructor() {
    super(`The recording arrived empty. ${AGAIN}`);
  }
}

/** Text, playlists, pictures, archives: whatever the name or the declared type says. */
export class NotARecording extends MediaTrouble {
  readonly code = 'not-a-recording';
  readonly retryable = false;

  constructor(readonly seenAs: string) {
    super(`The file holds no video and no sound: it is ${seenAs}. ${AGAIN}`);
  }
}

/** A recording, but in a wrapping this system does not open. */
export class UnsupportedContainer extends MediaTrouble {
  readonly code = 'unsupported-container';
  readonly retryable = false;

  constructor(readonly seenAs: string) {
    super(`The file is ${seenAs}, which we cannot open. WebM, MP4, Ogg and WAV work. ${AGAIN}`);
  }
}

export class UnsupportedCodec extends MediaTrouble {
  readonly code = 'unsupported-codec';
  readonly retryable = false;

  constructor(readonly codec: string) {
    super(`The recording is encoded as ${codec}, which browsers do not play everywhere. ${AGAIN}`);
  }
}

export class TooManyStreams extends MediaTrouble {
  readonly code = 'too-many-streams';
  readonly retryable = false;

  constructor() {
    super(`The file holds more than one picture and one sound track. ${AGAIN}`);
  }
}

export class NoAudio extends MediaTrouble {
  readonly code = 'no-audio';
  readonly retryable = false;

  constructor() {
    super(`The recording has no sound track. Check that the microphone is allowed. ${AGAIN}`);
  }
}

/** As uploaded, or as it would become once unpacked. */
export class TooLarge extends MediaTrouble {
  readonly code = 'too-large';
  readonly retryable = false;

  constructor(limitBytes: number) {
    super(`The recording is larger than ${megabytes(limitBytes)} MB. ${AGAIN}`);
  }
}

export class TooLong extends MediaTrouble {
  readonly code = 'too-long';
  readonly retryable = false;

  constructor(limitMs: number) {
    super(`The recording is longer than ${minutes(limitMs)} minutes. ${AGAIN}`);
  }
}

export class DimensionsTooLarge extends MediaTrouble {
  readonly code = 'dimensions-too-large';
  readonly retryable = false;

  constructor(limitSide: number) {
    super(
      `The picture is larger than ${limitSide} × ${limitSide} pixels. Choose a lower resolution. ${AGAIN}`,
    );
  }
}

/** Cut off or damaged so that no sound can be got out of it. What can still be played is kept instead, and flagged. */
export class TruncatedBeyondUse extends MediaTrouble {
  readonly code = 'truncated-beyond-use';
  readonly retryable = false;

  constructor(options?: { cause?: unknown; complaint?: string | undefined }) {
    super(`The recording is cut off or damaged, and nothing in it can be played. ${AGAIN}`, options);
  }
}

/** The media tool took longer than allowed: a file made to keep it busy, or a machine with too much to do. */
export class MediaTimeout extends MediaTrouble {
  readonly code = 'media-timeout';
  readonly retryable = true;

  constructor(limitMs: number) {
    super(`Preparing the recording took longer than ${Math.round(limitMs / 1000)} seconds. ${WE_TRY_AGAIN}`);
  }
}

/** The media tool ended in a way that says nothing about the recording: killed, no memory, no disk. */
export class MediaToolFailed extends MediaTrouble {
  readonly code = 'media-tool-failed';
  readonly retryable = true;

  /** @param complaint last lines of the tool, for the log, without anything out of the file */
  constructor(complaint: string, options?: { cause?: unknown }) {
    super(`The recording could not be prepared just now. ${WE_TRY_AGAIN}`, { ...options, complaint });
  }
}

/** No ffmpeg or ffprobe that may be used. The message is for the operator, at start and on the health page. */
export class MediaToolMissing extends MediaTrouble {
  readonly code = 'media-tool-missing';
  readonly retryable = true;
}
