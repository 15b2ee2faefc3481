import { Trouble } from '../trouble/trouble.errors';

/** A lock that is held. */
export interface HeldLock {
  /** Gives it up; giving it up twice is no error. */
  release(): Promise<void>;
}

export interface LockRequest {
  /** Called when somebody else wants the lock, or when it was lost: finish soon and release. May be called repeatedly. */
  readonly onWanted?: () => void;
  /** Stops waiting. */
  readonly signal?: AbortSignal;
}

/** One change of an upload at a time, over all copies of all programs that use the same database. */
export abstract class UploadLocks {
  /**
   * Waits for the lock of an upload; its holder is told that it is wanted.
   *
   * @throws UploadBusy when it is not to be had in time or waiting was stopped
   */
  abstract hold(uploadId: string, request?: LockRequest): Promise<HeldLock>;
}

/** Somebody else is changing the upload and did not stop in time. */
export class UploadBusy extends Trouble {
  readonly code = 'upload-busy';
  readonly retryable = true;

  constructor(options?: { cause?: unknown }) {
    super('Another part of this recording is just arriving. Try again in a moment.', options);
  }
}
