import { StorageUnavailable, Trouble, UploadBusy } from '@evenhand/domain';
import { ERRORS } from '@tus/server';

/** A slice that does not begin where the last one ended. */
export class UploadOffsetWrong extends Trouble {
  readonly code = 'upload-offset-wrong';
  readonly retryable = true;

  constructor() {
    super('Part of the recording arrived already. Ask how much, then go on from there.');
  }
}

export class UploadTooLarge extends Trouble {
  readonly code = 'too-large';
  readonly retryable = false;

  constructor(limitBytes: number) {
    super(`The recording is larger than the ${Math.floor(limitBytes / 1_000_000)} MB that are accepted.`);
  }
}

/** No such upload: never begun, or cleared away. */
export class UploadUnknown extends Trouble {
  readonly code = 'not-found';
  readonly retryable = false;

  constructor() {
    super('There is no such upload. Begin it again.');
  }
}

/** Against the protocol: a header missing or wrong, or a part of tus that is not offered. */
export class UploadRequestWrong extends Trouble {
  readonly code = 'invalid-input';
  readonly retryable = false;

  constructor(complaint: string) {
    super(`This is not a valid upload request: ${complaint}`);
  }
}

interface TusRefusal {
  readonly status_code: number;
  readonly body: string;
}

const isRefusal = (error: unknown): error is TusRefusal =>
  typeof error === 'object' && error !== null && 'status_code' in error && 'body' in error;

/** What an error of the tus server means. Troubles of our own hooks pass through. */
export function uploadTroubleOf(error: unknown, limitBytes: number): Error {
  if (error instanceof Trouble) return error;
  if (error === ERRORS.ABORTED) return new UploadBusy();
  if (isRefusal(error)) return ofRefusal(error, limitBytes);
  return new StorageUnavailable(undefined, { cause: error });
}

function ofRefusal({ status_code: status, body }: TusRefusal, limitBytes: number): Error {
  if (status === 409) return new UploadOffsetWrong();
  if (status === 413) return new UploadTooLarge(limitBytes);
  if (status === 404 || status === 410) return new UploadUnknown();
  if (status >= 500 && status !== 501) return new StorageUnavailable();
  return new UploadRequestWrong(body.trim());
}
