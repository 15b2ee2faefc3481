/** Ways to falsify a pack, and which claim each of them breaks. */
import { canonicalJson } from '../canonical';
import type { Json } from '../json/json-text';
import { formatCheckpoint } from '../notes/checkpoint';
import { signNote } from '../notes/signer';
import { parseNote } from '../notes/signed-note';
import { rootOfLeaves } from '../tree/compact-range';
import { leafHash } from '../tree/hashing';
import { bytesOf } from '../utf8';
import type { ClaimId } from './judge-pack';
import type { World } from './pack-scene.fake';

/** A part of the text of a pack, and its path: names joined by dots, places in lists left out. */
export interface Span {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Where every value of a canonical text stands, the inner ones after those around them. */
export function spansOf(value: Json, path = '', start = 0): Span[] {
  const length = bytesOf(canonicalJson(value)).length;
  const own: Span = { path, start, end: start + length };
  if (value === null || typeof value !== 'object') return [own];
  let at = start + 1;
  const inner: Span[] = [];
  const members: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((one) => ['', one] as const)
    : Object.entries(value as Record<string, Json>).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, member] of members) {
    const nameLength = Array.isArray(value) ? 0 : bytesOf(JSON.stringify(name)).length + 1;
    const place = name === '' ? path : path === '' ? name : `${path}.${name}`;
    inner.push(...spansOf(member, place, at + nameLength));
    at += nameLength + bytesOf(canonicalJson(member)).length + 1;
  }
  return [own, ...inner];
}

/** Claims that a falsified value breaks, by the beginning of its path; the longest that fits counts. */
const BREAKS: readonly (readonly [string, readonly ClaimId[]])[] = [
  ['checkpoints', ['V1', 'V9']],
  ['interviews.certificate', ['V5']],
  ['interviews.decision', ['V7']],
  ['interviews.rounds.arm', ['V5']],
  ['interviews.rounds.medians', ['V5']],
  ['interviews.rounds.revisions', ['V7']],
  ['interviews.rounds.round', ['V3', 'V6']],
  ['interviews.rounds.scorecards', ['V3']],
  ['interviews.rounds.summary', ['V5']],
  ['interviews.runs', ['V5']],
  ['interviews.template', ['V5']],
  ['keys', ['V3']],
  ['leaves', ['V1']],
  ['logKey', ['V1']],
  ['templates', ['V5']],
];

/** Claims of which at least one fails when the value at a path is falsified; none where the pack can no longer be read. */
export function claimsBrokenAt(path: string): readonly ClaimId[] {
  const fitting = BREAKS.filter(([start]) => path === start || path.startsWith(`${start}.`));
  return fitting.sort(([one], [other]) => other.length - one.length)[0]?.[1] ?? [];
}

/** The innermost value that a byte belongs to. */
export function pathAt(spans: readonly Span[], at: number): string {
  return spans.findLast(({ start, end }) => start <= at && at < end)?.path ?? '';
}

/**
 * What an operator who holds the log's key makes of a pack: other entries, and checkpoints signed anew over them at the same
 * sizes. Nobody else signs again: scorecards and cosignatures stay as they were.
 */
export async function rebuilt(
  pack: Readonly<Record<string, Json>>,
  leaves: readonly Json[],
  { log }: World,
): Promise<Record<string, Json>> {
  const notes = pack['checkpoints'] as readonly string[];
  const checkpoints: string[] = [];
  let last = 0;
  for (const [index, note] of notes.entries()) {
    const before = Number(note.split('\n')[1]);
    const size = index === notes.length - 1 ? leaves.length : Math.min(before, leaves.length);
    if (size <= last) continue;
    last = size;
    const root = rootOfLeaves(leaves.slice(0, size).map((leaf) => leafHash(bytesOf(canonicalJson(leaf)))));
    const signed = await signNote(formatCheckpoint({ origin: log.key.name, size, root }), [log]);
    const cosigned = note.split('\n').filter((line) => line.startsWith('— witness'));
    checkpoints.push(`${signed}${cosigned.map((line) => `${line}\n`).join('')}`);
  }
  return { ...pack, leaves, checkpoints };
}

/** The pack as it was when an earlier checkpoint was the last: the log's end cut off, and nothing else. */
export function cutAt(pack: Readonly<Record<string, Json>>, kept: number): Record<string, Json> {
  const checkpoints = (pack['checkpoints'] as readonly string[]).slice(0, kept);
  const parsed = parseNote(checkpoints.at(-1) ?? '');
  const size = parsed.ok ? Number(parsed.value.text.split('\n')[1]) : 0;
  return { ...pack, checkpoints, leaves: (pack['leaves'] as readonly Json[]).slice(0, size) };
}
