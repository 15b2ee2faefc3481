import { isUtf8 } from 'node:buffer';
import { InvalidInput } from '../problems/request.errors';

/** Escapes of JSON: a pair of surrogates, one code unit, or anything else after a backslash. */
const escapes = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u([\da-fA-F]{4})|[^u])/g;
const suspicious = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * The text of a JSON body, without what no database can hold: NUL, and halves of characters that a field's limit cut in
 * two. These come from browsers of people who did nothing wrong, so they are left out instead of refused.
 *
 * @throws InvalidInput when the bytes are no UTF-8: guessing would store something that nobody wrote
 */
export function jsonText(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new InvalidInput([{ path: '', message: 'The text cannot be read. Send it as UTF-8.' }]);
  }
  const text = bytes.toString('utf8');
  return suspicious.test(text) ? text.replace(escapes, storable) : text;
}

function storable(escape: string, unit: string | undefined): string {
  if (unit === undefined) return escape;
  const code = Number.parseInt(unit, 16);
  if (code === 0) return '';
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : escape;
}
