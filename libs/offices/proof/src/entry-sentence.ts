import type { LogEntry } from '@evenhand/contracts';

const times = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/** A log entry in plain words. Like the entry it names nobody. */
export function sentenceOf(entry: LogEntry): string {
  switch (entry.type) {
    case 'account-created':
      return entry.by === null
        ? 'The first account was created with the set-up code.'
        : 'An administrator created an account.';
    case 'roles-changed':
      return `An account was given these roles: ${entry.roles.map((role) => role.replaceAll('_', ' ')).join(', ') || 'none'}.`;
    case 'account-disabled':
      return 'An administrator disabled an account; its sessions ended.';
    case 'account-enabled':
      return 'An administrator enabled an account again.';
    case 'password-set':
      return 'An administrator set a new password for an account; its sessions ended.';
    case 'key-enrolled':
      return 'A reviewer enrolled a key to sign scorecards with.';
    case 'key-retired':
      return 'A reviewer retired a key; it signs nothing from here on.';
    case 'notice-published':
      return `Version ${entry.version} of the notice to candidates was published (${entry.language}).`;
    case 'requisition-created':
      return 'A recruiter created a requisition.';
    case 'requisition-published':
      return 'A recruiter published a requisition; its questions and rubric are frozen since.';
    case 'members-changed':
      return `The members of a requisition changed; there are ${times(entry.members, 'duty', 'duties')} now.`;
    case 'open-link-created':
      return 'A recruiter made an open link to a requisition.';
    case 'open-link-revoked':
      return 'The open link to a requisition stopped working.';
    case 'requisition-closed':
      return 'A recruiter closed a requisition.';
    case 'invited':
      return `A recruiter invited ${times(entry.interviews, 'candidate', 'candidates')}.`;
    case 'consented':
      return 'A candidate read the notice and chose what may be done with the recordings.';
    case 'submitted':
      return 'A candidate submitted an interview; what was submitted can no longer change.';
    case 'erased':
      return 'A candidate had everything said by and about them erased.';
    case 'withdrawn':
      return 'A candidate withdrew from an interview.';
    case 'accommodation-requested':
      return 'A candidate asked for an accommodation.';
    case 'accommodation-decided':
      return 'A request for an accommodation was answered.';
    case 'run-declared':
      return `It was declared which program would summarise the interview, if any may (run ${entry.run}).`;
    case 'sealed':
      return `The outcome of run ${entry.run} was sealed: from here on it cannot change and nobody can read it.`;
    case 'arm-drawn':
      return 'It was drawn, before anybody rated, whether the AI summary of the interview is ever shown.';
    case 'available':
      return 'The interview became available to reviewers.';
    case 'assigned':
      return entry.seat === 'adjudicator'
        ? 'The interview was assigned to another reviewer, because the first ratings differ too much.'
        : 'The interview was assigned to a reviewer.';
    case 'unassigned':
      return 'The interview was taken back from a reviewer, with a reason.';
    case 'opened':
      return 'A reviewer opened the interview for the first time.';
    case 'rated':
      return 'A reviewer locked a scorecard; it can no longer change.';
    case 'locked':
      return `All required scorecards are in (${entry.scorecards}): the interview is locked.`;
    case 'released':
      return 'The seal was opened: ratings and AI summary are shown side by side from here on.';
    case 'withheld':
      return 'Ratings were revealed; by the draw no AI summary is shown for this interview, and the seal stays closed.';
    case 'revised':
      return 'A reviewer changed a rating after reveal, with a reason; the original stays on record.';
    case 'decided':
      return 'A person took a decision on the interview.';
    case 'pack-made':
      return 'Somebody took an evidence pack of the interview.';
    case 'requisition-pack-made':
      return 'Somebody took an evidence pack of a whole requisition.';
  }
}
