import { HttpErrorResponse } from '@angular/common/http';
import { Problem } from '@evenhand/contracts';

const offline: Problem = {
  type: 'urn:evenhand:problem:offline',
  title: 'No connection',
  status: 0,
  detail:
    'The server cannot be reached. What you have entered is kept on this page. Check the connection and try again.',
  code: 'offline',
  retryable: true,
};

const unexpected = (status: number): Problem => ({
  type: 'urn:evenhand:problem:unexpected',
  title: 'Unexpected answer',
  status,
  detail:
    'The server answered in a way this page does not understand. Try again; if it stays, tell your administrator.',
  code: 'unexpected',
  retryable: true,
});

/**
 * What went wrong, in the words of the api, or of the network when it never got that far. An answer that breaks its
 * contract, or any other mistake of the program, is reported to the browser's console too.
 */
export function problemOf(error: unknown): Problem {
  const response = responseIn(error);
  if (response === null) {
    globalThis.reportError?.(error);
    return unexpected(0);
  }
  const parsed = Problem.safeParse(response.error);
  if (parsed.success) return parsed.data;
  // A proxy that cannot reach the api answers for it.
  const away = response.status === 0 || (response.status >= 502 && response.status <= 504);
  return away ? offline : unexpected(response.status);
}

/** Angular's resources wrap what is no Error object. */
function responseIn(error: unknown): HttpErrorResponse | null {
  if (error instanceof HttpErrorResponse) return error;
  return error instanceof Error && error.cause instanceof HttpErrorResponse ? error.cause : null;
}
