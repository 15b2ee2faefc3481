import type { RevealRule } from '../template/template';

/** What the reveal rule looks at. */
export interface RevealFacts {
  readonly rule: RevealRule;
  /** This interview is locked, adjudication included. */
  readonly locked: boolean;
  /** The recruiter has closed the requisition, so no interview joins the cohort any more. */
  readonly cohortClosed: boolean;
  /** Interviews of the cohort that reached reviewers and are not locked. */
  readonly cohortUnlocked: number;
}

/** Whether the AI output and colleagues' ratings of an interview may be revealed. */
export function mayReveal(facts: RevealFacts): boolean {
  if (!facts.locked) return false;
  switch (facts.rule) {
    case 'all-locked':
      return true;
    case 'cohort-locked':
      return facts.cohortClosed && facts.cohortUnlocked === 0;
  }
}
