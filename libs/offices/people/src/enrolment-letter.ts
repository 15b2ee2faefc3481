/** What the owner of a new key must know to tell whether it was they who enrolled it. */
export interface EnrolmentLetterFacts {
  readonly name: string;
  readonly device: string;
  readonly enrolledAt: Date;
  /** Digest of the key, hex. */
  readonly key: string;
  /** Address of the page that lists and retires keys. */
  readonly keysPage: string;
}

/** The mail that goes out at every enrolment of a key. Plain text. */
export function enrolmentLetter(facts: EnrolmentLetterFacts): { subject: string; text: string } {
  const when = `${facts.enrolledAt.toISOString().slice(0, 16).replace('T', ', ')} UTC`;
  const lines = [
    `Dear ${facts.name},`,
    '',
    'A key was enrolled for your account. What it signs counts as your scorecard.',
    '',
    `Where: ${facts.device}`,
    `When: ${when}`,
    `Key: ${fingerprint(facts.key)}`,
    '',
    'If you have just opened an interview there for the first time, this was you, and there is nothing to do.',
    '',
    `If it was not you, retire the key at once and tell your administrator: ${facts.keysPage}`,
  ];
  return { subject: 'A new key signs your scorecards', text: lines.join('\n') };
}

/** The beginning of a key's digest, in groups that can be compared by eye. */
const fingerprint = (key: string): string => (key.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
