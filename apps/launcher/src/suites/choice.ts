import { Complaint } from '../progress.ts';
import type { Suite } from './suites.ts';

/** What `npm test -- …` asked for. */
export interface Choice {
  readonly chosen: readonly Suite[];
  /** Passed on to jest: files, `-t name`. */
  readonly more: readonly string[];
}

/** Leading names choose suites, all when there is none; what follows is for jest. */
export function choose(suites: readonly Suite[], args: readonly string[]): Choice {
  const isName = (word: string): boolean => suites.some(({ name }) => name === word);
  const end = args.findIndex((word) => !isName(word));
  const names = end === -1 ? args : args.slice(0, end);
  const more = args.slice(names.length);
  if (names.length === 0 && more.length > 0) {
    throw new Complaint(
      `There is no suite "${more[0]}". The suites are ${suites.map(({ name }) => name).join(', ')}.`,
    );
  }
  return { chosen: names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name)), more };
}
