import type { NewDecision } from '@evenhand/contracts';

/** Who and what a letter about a decision speaks of. */
export interface OutcomeLetterFacts {
  readonly candidateName: string;
  readonly requisition: string;
  readonly contactEmail: string;
  readonly decision: NewDecision;
}

/** The mail that tells a candidate what a person has decided. Plain text. */
export function outcomeLetter(facts: OutcomeLetterFacts): { subject: string; text: string } {
  const { decision } = facts;
  const core =
    decision.outcome === 'advance'
      ? [`We would like to talk with you. You can choose a time here: ${decision.conversationUrl ?? ''}`]
      : ['We have decided not to take your application further this time.'];
  const lines = [
    `Dear ${facts.candidateName},`,
    '',
    `Thank you for your interview for “${facts.requisition}”. People watched or read every answer and made this decision themselves.`,
    '',
    ...core,
    '',
    decision.message,
    '',
    `If you have a question, or would like a fresh review, write to ${facts.contactEmail}.`,
  ];
  return { subject: `Your interview for ${facts.requisition}`, text: lines.join('\n') };
}
