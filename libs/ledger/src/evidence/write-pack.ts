import { canonicalJson } from '../canonical';
import type { Json } from '../json/json-text';
import { SECTIONS, type Section } from './pack';

/** Every section of a pack but its log. */
export type PackSections = Readonly<Record<Exclude<Section, 'leaves' | 'v'>, Json>>;

/**
 * Writes a pack (docs/evidence-pack.md), piece by piece.
 *
 * @param leaves entries of the log, canonical JSON each, in their order, some at a time
 */
export async function* writePack(
  sections: PackSections,
  leaves: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  let start = '{';
  for (const section of SECTIONS) {
    yield `${start}"${section}":`;
    start = ',';
    if (section === 'leaves') yield* logText(leaves);
    else yield canonicalJson(section === 'v' ? 1 : sections[section]);
  }
  yield '}';
}

async function* logText(leaves: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  let before = '[';
  for await (const some of leaves) {
    if (some.length === 0) continue;
    yield `${before}${some.join(',')}`;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
