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

/** What went wrong, in the words of the api, or of the network when it never got that far. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof HttpErrorResponse)) throw error;
  const parsed = Problem.safeParse(error.error);
  if (parsed.success) return parsed.data;
  if (error.status === 0) return offline;
  return {
    ...offline,
    title: 'Unexpected answer',
    status: error.status,
    detail:
      'The server answered in a way this page does not understand. Try again; if it stays, tell your administrator.',
    code: 'unexpected',
  };
}
