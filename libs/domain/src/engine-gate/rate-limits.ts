/** What a provider says is left, with every answer. */
export interface RateLimits {
  /** Whether anything is left of what it counts: requests, tokens, minutes. */
  readonly spent: boolean;
  /** Until there is something again, in milliseconds. */
  readonly resetMs: number;
}

const COUNTED = ['requests', 'tokens', 'audio-seconds'] as const;

/**
 * Reads the `x-ratelimit-…` headers that OpenAI and others send. What is missing or not understood counts as plenty.
 *
 * @param header gives a header by its name
 */
export function rateLimitsOf(header: (name: string) => string | null): RateLimits {
  const waits = COUNTED.flatMap((counted) => {
    const left = header(`x-ratelimit-remaining-${counted}`);
    const resetMs = durationOf(header(`x-ratelimit-reset-${counted}`) ?? '');
    return left !== null && left.trim() !== '' && Number(left) <= 0 && resetMs !== null ? [resetMs] : [];
  });
  return waits.length === 0 ? { spent: false, resetMs: 0 } : { spent: true, resetMs: Math.max(...waits) };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of "1s", "6m0s", "120ms" or a bare number of seconds; null for anything else. */
function durationOf(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  return Math.ceil(
    parts.reduce((sum, [, value, unit]) => sum + Number(value) * (UNITS[unit ?? 's'] ?? 0), 0),
  );
}
