/** A place in a file, as V8 writes it below the message. */
const place = /^\s+at (?:.+ \()?[^()\s]+:\d+:\d+\)?$/;

/**
 * An unexpected error as it may stand in the log: its kind and where it came from. Messages may repeat what somebody
 * said, wrote or scored, so they stay out.
 */
export function faultOf(error: unknown): { fault: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] };
  const { name: fault, message, stack = '' } = error;
  const below = stack.slice(Math.max(0, stack.indexOf(message)) + message.length);
  const at = below.split('\n').filter((line) => place.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { fault, ...code, at: at.slice(0, 6).map((line) => line.trim()) };
}
