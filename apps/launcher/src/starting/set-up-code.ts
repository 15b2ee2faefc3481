import { randomInt } from 'node:crypto';

/** Letters and digits nobody mistakes for one another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 16 characters in groups of four, with which the first administrator proves to have seen the launcher's output. */
export function makeSetUpCode(): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: 4 }, group).join('-');
}
