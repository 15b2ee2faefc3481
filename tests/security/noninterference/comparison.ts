import type { Answer } from './recorder.ts';
import type { Received } from './run.ts';

/** Something that was not the same. */
export interface Difference {
  readonly kind: 'response' | 'statements' | 'mail' | 'event' | 'canary';
  /** Whose, when and what. */
  readonly where: string;
  readonly one: string;
  readonly other: string;
}

/** Characters of a difference that are shown, around where it begins. */
const excerpt = 160;

/** Fields compared by their length: they follow from keys and from everything that was ever logged. */
const byLength = /"(root|signature)":"([^"]*)"/g;
/** Recordings and pictures are compared by their length too: ffmpeg writes random numbers of its own into them. */
/** The time of the moment, by the HTTP server itself. */
const headersByLength = /^date$/i;

/** What may not be compared byte for byte is replaced by its length; docs/non-interference.md lists it. */
function comparable(answer: Answer): string {
  const { who, method, path, status, headers, body } = answer;
  const shown = headers.map((value, at) =>
    at % 2 === 1 && headersByLength.test(headers[at - 1] ?? '') ? `${value.length} characters` : value,
  );
  const text = isText(headers)
    ? body.toString('utf8').replace(byLength, (_, name: string, value: string) => `"${name}":${value.length}`)
    : `${body.length} bytes`;
  return JSON.stringify([who, method, path, status, shown, text]);
}

const isText = (headers: readonly string[]): boolean =>
  /json|text/.test(headers[headers.findIndex((name) => /^content-type$/i.test(name)) + 1] ?? '');

/** Everything in which two runs are not the same. */
export function differencesOf(first: Received, second: Received): Difference[] {
  return [
    ...inOrder('response', first.answers, second.answers, comparable, placeOf),
    ...inOrder('statements', first.answers, second.answers, statementsOf(first, second), placeOf),
    ...inOrder('mail', sorted(first.letters), sorted(second.letters), String, () => 'letters to colleagues'),
    ...inOrder(
      'event',
      first.events,
      second.events,
      (event) => JSON.stringify(event),
      () => 'events',
    ),
  ];
}

const placeOf = ({ who, when, method, path }: Answer): string => `${who} ${when}: ${method} ${path}`;
const sorted = (letters: readonly object[]): string[] =>
  letters.map((letter) => JSON.stringify(letter)).sort();

/** What the database was asked for an answer; not in which order, since some of it is asked at the same time. */
function statementsOf(first: Received, second: Received): (answer: Answer, of: 'one' | 'other') => string {
  return ({ id }, of) => {
    const { statements } = of === 'one' ? first : second;
    return JSON.stringify((statements.get(id) ?? []).map(({ text, rows }) => `${rows} rows: ${text}`).sort());
  };
}

function inOrder<T>(
  kind: Difference['kind'],
  first: readonly T[],
  second: readonly T[],
  comparableOf: (one: T, of: 'one' | 'other') => string,
  placed: (one: T) => string,
): Difference[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => at).flatMap((at) => {
    const [one, other] = [first[at], second[at]];
    const place = one ?? other;
    const [left, right] = [one && comparableOf(one, 'one'), other && comparableOf(other, 'other')];
    if (left === right || place === undefined) return [];
    return [{ kind, where: placed(place), ...around(left ?? 'nothing', right ?? 'nothing') }];
  });
}

/** The parts of two texts where they begin to differ. */
function around(left: string, right: string): { one: string; other: string } {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const from = Math.max(0, at - excerpt / 4);
  return { one: left.slice(from, from + excerpt), other: right.slice(from, from + excerpt) };
}
