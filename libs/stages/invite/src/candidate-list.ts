import { Email, type NewInvitations } from '@evenhand/contracts';
import type { WrongField } from '@evenhand/platform';
import { CandidateListInvalid } from './invite.errors';
import { readTable } from './table';

/** Somebody to invite. */
export interface ListedCandidate {
  readonly name: string;
  /** Lower case. */
  readonly email: string;
}

interface RawRow {
  readonly row: number;
  readonly name: string;
  readonly email: string;
}

const mostRows = 20_000;
/** Mistakes named one by one; the rest is counted. */
const mostMistakes = 1_000;

/**
 * Everybody on a pasted or uploaded list. The same person twice counts once.
 *
 * @returns the candidates in order, and how many rows repeated an earlier one
 * @throws CandidateListInvalid with the row of each mistake, when there is one anywhere
 */
export function readCandidates(list: NewInvitations): { candidates: ListedCandidate[]; repeated: number } {
  const mistakes: WrongField[] = [];
  const rows = 'csv' in list ? readTable(list.csv, mistakes) : list.candidates.map(numbered);
  if (rows.length === 0 && mistakes.length === 0)
    mistakes.push({ path: 'candidates', message: 'The list is empty.' });
  if (rows.length > mostRows) {
    mistakes.push({ path: 'candidates', message: `Invite at most ${mostRows} people at a time.` });
  }
  const seen = new Map<string, RawRow>();
  let repeated = 0;
  for (const given of rows.slice(0, mostRows)) {
    const candidate = checked(given, mistakes);
    if (candidate === null) continue;
    const earlier = seen.get(candidate.email);
    if (earlier === undefined) seen.set(candidate.email, candidate);
    else if (earlier.name === candidate.name) repeated += 1;
    else {
      const message = `Row ${earlier.row} has the same address with another name.`;
      mistakes.push({ path: 'email', message, row: candidate.row });
    }
  }
  if (mistakes.length > 0) {
    mistakes.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
    throw new CandidateListInvalid(mistakes.slice(0, mostMistakes), mistakes.length);
  }
  return { candidates: [...seen.values()].map(({ name, email }) => ({ name, email })), repeated };
}

const numbered = ({ name, email }: { name: string; email: string }, index: number): RawRow => ({
  row: index + 1,
  name,
  email,
});

function checked({ row, name, email }: RawRow, mistakes: WrongField[]): RawRow | null {
  const before = mistakes.length;
  const wrong = (path: string, message: string) => mistakes.push({ path, message, row });
  const trimmed = name.trim();
  if (trimmed === '') wrong('name', 'The name is missing.');
  else if (trimmed.length > 200) wrong('name', 'The name is longer than 200 characters.');
  else if (/\p{Cc}/u.test(trimmed))
    wrong('name', 'The name holds a line break or another control character.');
  else if (trimmed.includes('\uFFFD')) wrong('name', 'Some letters cannot be read. Save the file as UTF-8.');

  const address = Email.safeParse(email);
  if (email.trim() === '') wrong('email', 'The e-mail address is missing.');
  else if (!address.success) wrong('email', 'This is not an e-mail address.');
  return mistakes.length > before || !address.success ? null : { row, name: trimmed, email: address.data };
}
