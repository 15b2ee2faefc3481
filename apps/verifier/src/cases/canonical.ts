import type { Json } from '@evenhand/ledger';
import { canonicalJson, parseJson } from '@evenhand/ledger';
import type { Fields } from '../fields';
import { MAX_INPUT } from '../input';
import { Unreadable } from '../unreadable.errors';

/** `canonical`: the canonical JSON (RFC 8785) of the JSON in `json_text`. */
export function canonicalOf(given: Fields): Json {
  const read = parseJson(given.text('json_text'), { root: `${given.path}.json_text`, maxLength: MAX_INPUT });
  if (!read.ok) throw new Unreadable(read.where, read.reason);
  return { ...(given.has('file') && { file: given.text('file') }), canonical: canonicalJson(read.value) };
}
