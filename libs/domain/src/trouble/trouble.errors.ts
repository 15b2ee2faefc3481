/**
 * The root of every error that Evenhand raises on purpose: one class per cause.
 *
 * `code` is stable, kebab-case and part of the public interface; `retryable` says whether the same request or step may
 * succeed later without anybody changing anything. `message` is a sentence for people that says what to do.
 */
export abstract class Trouble extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
  /** Least wait before trying again, in milliseconds, where the other side asked for one. */
  readonly waitMs: number | undefined;
  /** What a tool of ours said about it, for the log, cleaned of everything that may come from a person. */
  readonly complaint: string | undefined;

  constructor(
    sentence: string,
    options?: { cause?: unknown; waitMs?: number | undefined; complaint?: string | undefined },
  ) {
    super(sentence, options);
    this.waitMs = options?.waitMs;
    this.complaint = options?.complaint;
    this.name = new.target.name;
  }
}
