import type { RateLimits } from './rate-limits';

/** Failures one after the other after which nobody is sent there for a while. */
const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 30_000;
/** Also the longest wait a provider is granted at once: after it one step looks whether things have changed. */
const LONGEST_PAUSE_MS = 600_000;

/**
 * Keeps steps away from a provider that has nothing left to give or does not answer, so that they wait in the work list and
 * use up no attempts. It lets one through after each pause. Review by people waits for none of this.
 */
export class EngineGate {
  private failures = 0;
  private closedUntil = 0;

  /** How long a step should wait before it asks; 0 when it may ask now. Times are milliseconds since the epoch. */
  holdMs(now: number): number {
    return Math.max(0, this.closedUntil - now);
  }

  /** The provider answered. */
  answered(): void {
    this.failures = 0;
  }

  /** The provider said what is left. */
  heard({ spent, resetMs }: RateLimits, now: number): void {
    if (spent) this.close(now, resetMs);
  }

  /**
   * The provider could not be reached, was overloaded or at fault.
   *
   * @param waitMs what it asked us to wait
   */
  failed(now: number, waitMs = 0): void {
    this.failures += 1;
    const beyond = this.failures - MOST_FAILURES;
    const pauseMs = beyond < 0 ? 0 : FIRST_PAUSE_MS * 2 ** Math.min(beyond, 10);
    this.close(now, Math.max(waitMs, pauseMs));
  }

  private close(now: number, forMs: number): void {
    this.closedUntil = Math.max(this.closedUntil, now + Math.min(forMs, LONGEST_PAUSE_MS));
  }
}
