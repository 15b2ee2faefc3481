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

/** Making a format takes longer than using it, and a list of thousands uses one or two. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'long',
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
  });
  formats.set(timeZone, made);
  return made;
}

/** Names come from browsers and may be anything. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A moment in words, with its time zone named. */
export const inWords = (moment: number, timeZone: string | null): string =>
  formatFor(timeZone ?? 'UTC').format(moment);

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
      'instead? Choose “Ask for an adjustment” on any page, or write to us. It has no influence on your ' +
      'rating, and the people who rate do not learn of it.',
    `If you have a question, write to ${facts.contactEmail}.`,
    'The link is personal: please do not pass it on.',
  ];
  return { subject: `Your interview for ${facts.requisition}`, text: paragraphs.join('\n\n') };
}
