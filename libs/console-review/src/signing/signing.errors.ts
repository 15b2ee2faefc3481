import type { Problem } from '@evenhand/contracts';

/** Why a browser cannot sign, and what to do. */
export const signingSentences = {
  unable:
    'This browser cannot sign scorecards, so it cannot lock them. Your ratings are saved. Open this interview in a current Chrome, Edge, Firefox or Safari and lock it there.',
  insecure:
    'This page was opened without https, and browsers do not sign then. Your ratings are saved. Open Evenhand at its https address and lock the scorecard there.',
} as const;

/** This browser has no way of signing. */
export class CannotSign extends Error {
  readonly code = 'cannot-sign';
  readonly retryable = false;

  constructor(readonly why: keyof typeof signingSentences) {
    super(signingSentences[why]);
  }

  /** The same, in the form in which the api tells of problems. */
  get problem(): Problem {
    const { code, retryable, message: detail } = this;
    const title = 'This browser cannot sign';
    return { type: `urn:evenhand:problem:${code}`, title, status: 0, detail, code, retryable };
  }
}
