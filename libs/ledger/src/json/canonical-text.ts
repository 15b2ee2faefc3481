import { canonicalJson } from '../canonical';
import type { Checked } from '../checked';
import { refuse } from '../checked';
import { textOf } from '../utf8';
import type { Json, TextBounds } from './json-text';
import { parseJson } from './json-text';

/**
 * Reads text that must be canonical JSON (RFC 8785) down to the last byte. A value has one canonical text, so what reads
 * as the value and is another text is refused: other spaces, other order or spelling of keys, other spelling of numbers,
 * keys that are there twice, anything that is not UTF-8.
 */
export function parseCanonical(given: string | Uint8Array, bounds: TextBounds = {}): Checked<Json> {
  const text = textOf(given);
  if (text === undefined) return refuse(bounds.root ?? '$', 'is not UTF-8');
  const read = parseJson(text, bounds);
  if (!read.ok) return read;
  const canonical = canonicalJson(read.value);
  if (canonical === text) return read;
  return refuse(`character ${firstDifference(canonical, text) + 1}`, 'is not canonical JSON');
}

function firstDifference(canonical: string, text: string): number {
  let at = 0;
  while (at < canonical.length && canonical[at] === text[at]) at += 1;
  return at;
}
