/** Requests counted per key in fixed windows, in memory, with a bound on how much is remembered. */
export class RateLimit {
  private readonly windows = new Map<string, { startedAt: number; count: number }>();

  /**
   * @param most requests per window
   * @param windowMs length of a window
   * @param remembered keys kept at most; the oldest go first
   */
  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly remembered = 10_000,
  ) {}

  /**
   * Counts one request.
   *
   * @returns 0 when it may go on, otherwise milliseconds until it may
   */
  count(key: string, now: number): number {
    const window = this.windows.get(key);
    if (window === undefined || now - window.startedAt >= this.windowMs) {
      this.windows.delete(key);
      this.windows.set(key, { startedAt: now, count: 1 });
      this.forgetOldest();
      return 0;
    }
    window.count += 1;
    return window.count <= this.most ? 0 : window.startedAt + this.windowMs - now;
  }

  private forgetOldest(): void {
    for (const key of this.windows.keys()) {
      if (this.windows.size <= this.remembered) return;
      this.windows.delete(key);
    }
  }
}
