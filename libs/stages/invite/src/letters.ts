/** What an invitation speaks of. */
export interface InvitationFacts {
  readonly candidateName: string;
  readonly requisition: string;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** IANA name of the candidate's time zone; null while nobody knows it. */
  readonly timeZone: string | null;
  readonly contactEmail: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in words, with its time zone named. */
export function inWords(moment: number, timeZone: string | null): string {
  const zone = timeZone ?? 'UTC';
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'long',
      timeZone: zone,
    });
  // Making a format takes longer than using it, and a list of thousands uses one or two.
  formats.set(zone, format);
  return format.format(moment);
}

/** The mail that invites a candidate. Plain text. */
export function invitationLetter(facts: InvitationFacts): { subject: string; text: string } {
  const paragraphs = [
    `Dear ${facts.candidateName},`,
    `We would like to get to know you for the position “${facts.requisition}”. Please answer a few questions in an ` +
      'interview that you record yourself, when and where it suits you. You need no account, only this link:',
    facts.url,
    `You have time until ${inWords(facts.deadline, facts.timeZone)}.` +
      (facts.timeZone === null ? ' The page shows this moment in your own time zone.' : ''),
    'Before anything is recorded, the page explains what will happen and asks for your consent. You can practise ' +
      'first, pause, and come back with the same link. People watch every answer and rate it themselves.',
    'Do you need something to be different – more time, breaks, text instead of video, captions, or a conversation ' +
      'instead? Choose “Ask for an adjustment” on the first page, or write to us. It has no influence on your ' +
      'rating, and the people who rate do not learn of it.',
    `If you have a question, write to ${facts.contactEmail}.`,
    'The link is personal: please do not pass it on.',
  ];
  return { subject: `Your interview for ${facts.requisition}`, text: paragraphs.join('\n\n') };
}
