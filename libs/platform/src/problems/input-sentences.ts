import * as z from 'zod';

type Issue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
};

const forms: Readonly<Record<string, string>> = {
  uuid: 'an id',
  url: 'a web address',
  email: 'an e-mail address',
  datetime: 'a moment in the form 2026-01-31T09:00:00Z',
};

/** What is wrong with an input, for people: contracts that have no sentence of their own get this one. */
export function inputSentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.';
      return `This must be ${kinds[issue.expected] ?? 'something else'}.`;
    case 'invalid_value':
      return `This must be ${issue.values.map(String).join(' or ')}.`;
    case 'too_big':
      return `Use at most ${amount(issue.origin, issue.maximum)}.`;
    case 'too_small':
      return `Use at least ${amount(issue.origin, issue.minimum)}.`;
    case 'invalid_format':
      return `This is not ${forms[issue.format] ?? 'in the form that is expected'}.`;
    case 'unrecognized_keys':
      return 'There is a field here that is not known.';
    default:
      return 'This is not accepted here.';
  }
}

function amount(origin: string, bound: number | bigint): string {
  if (origin === 'string') return `${bound} ${bound === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  return String(bound);
}

/** From now on every contract of this process speaks to people. */
export const speakToPeople = (): void => {
  z.config({ localeError: inputSentence });
};
