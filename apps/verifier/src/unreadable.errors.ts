/** Input that cannot be judged, good or bad: the sentence names the field. */
export class Unreadable extends Error {
  readonly code = 'unreadable';
  readonly retryable = false;

  constructor(where: string, reason: string) {
    super(`${where} ${reason}.`);
  }
}
