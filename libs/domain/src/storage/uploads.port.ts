/** How far an upload has come. */
export interface UploadProgress {
  readonly bytes: number;
  /** When bytes last arrived, milliseconds since the epoch. */
  readonly touchedAt: number;
}

/**
 * Recordings that are still arriving, slice by slice. Their bytes lie in the storage under `uploads/<id>` from the first
 * slice on. One change of an upload at a time, over all copies of all programs.
 */
export abstract class Uploads {
  /** Null when there is no such upload: never begun, or removed. */
  abstract progress(id: string): Promise<UploadProgress | null>;
  /**
   * Keeps the upload still while the work runs: whoever sends bytes is asked to stop first, and nobody may begin.
   *
   * @throws a retryable Trouble with the code upload-busy when the sender does not stop in time
   */
  abstract hold<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** From now on no further byte is accepted: its length is what has arrived. Call it inside `hold`. */
  abstract close(id: string): Promise<void>;
  /** Removes the bytes and all that is known of the upload; removing what is not there is no error. */
  abstract remove(id: string): Promise<void>;
}
