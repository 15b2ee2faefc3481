/**
 * An unexpected error as it may stand in the log: its kind and where it came from. Messages may repeat what somebody
 * said, wrote or scored, so they stay out.
 */
export function faultOf(error: unknown): { fault: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { fault: error.name, ...code, at: at.slice(0, 6).map((line) => line.trim()) };
}
