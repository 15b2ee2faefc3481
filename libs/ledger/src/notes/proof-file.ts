import { fromBase64, toBase64 } from '../base64';
import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import type { Hash } from '../tree/hashing';
import { isHash } from '../tree/hashing';
import { verifyInclusion } from '../tree/inclusion';
import { strayHash } from '../tree/stray-hash';
import { textOf } from '../utf8';
import { parseDecimal } from './checkpoint';
import type { LogTrust, OpenedCheckpoint } from './open-checkpoint';
import { openCheckpoint } from './open-checkpoint';

/** What a `.tlog-proof` file holds (C2SP tlog-proof): that an entry is in a log, to be checked without the log. */
export interface ProofFile {
  /** Where the entry stands in the log. */
  readonly index: number;
  readonly proof: readonly Hash[];
  /** A signed checkpoint, as the log and its witnesses gave it. */
  readonly checkpoint: string;
  /** Anything. Nobody signed it. */
  readonly extra?: Uint8Array;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const EXTRA = 'extra ';
const INDEX = 'index ';
/** UTF-16 units. */
const MAX_FILE = 2 ** 21;

/** Takes a proof file apart (C2SP tlog-proof, "Format"). What it claims is checked by {@link verifyProofFile}. */
export function parseProofFile(given: string | Uint8Array): Checked<ProofFile> {
  const file = textOf(given);
  if (file === undefined || file.length > MAX_FILE) return refuse('file', 'is not UTF-8 or too large');
  const blank = file.indexOf('\n\n');
  if (blank < 0) return refuse('file', 'has no checkpoint');
  const [first, ...lines] = file.slice(0, blank).split('\n');
  if (first !== FIRST_LINE) return refuse('line 1', `is not ${FIRST_LINE}`);

  const extra = lines[0]?.startsWith(EXTRA) ? fromBase64(lines[0].slice(EXTRA.length)) : null;
  if (extra === undefined) return refuse('line 2', 'has no base 64 behind extra');
  const [index, ...hashes] = extra === null ? lines : lines.slice(1);
  const indexLine = extra === null ? 2 : 3;
  const number = index?.startsWith(INDEX) ? parseDecimal(index.slice(INDEX.length)) : undefined;
  if (number === undefined) return refuse(`line ${indexLine}`, 'has no index');

  const proof: Hash[] = [];
  for (const [step, encoded] of hashes.entries()) {
    const hash = fromBase64(encoded);
    if (!isHash(hash)) return refuse(`line ${indexLine + 1 + step}`, 'is not a SHA-256 digest in base 64');
    proof.push(hash);
  }
  const checkpoint = file.slice(blank + 2);
  const tooLong = strayHash(proof);
  return tooLong ?? accept({ index: number, proof, checkpoint, ...(extra !== null && { extra }) });
}

/** Writes a proof file. @throws TypeError for what {@link parseProofFile} would not read back */
export function formatProofFile({ index, proof, checkpoint, extra }: ProofFile): string {
  const lines = [
    FIRST_LINE,
    ...(extra === undefined ? [] : [`${EXTRA}${toBase64(extra)}`]),
    `${INDEX}${index}`,
    ...proof.map(toBase64),
  ];
  const file = `${lines.join('\n')}\n\n${checkpoint}`;
  const read = parseProofFile(file);
  if (!read.ok) throw new TypeError(`The proof's ${read.where} ${read.reason}.`);
  return file;
}

/**
 * Checks a proof file (C2SP tlog-proof, "Verifying a tlog proof") and tells what the log and its witnesses vouch for. How
 * many witnesses are enough is for the caller to say.
 *
 * @param leafHash of the entry that the file is believed to speak of
 */
export async function verifyProofFile(
  given: string | Uint8Array,
  leafHash: Hash,
  trust: LogTrust,
): Promise<Checked<OpenedCheckpoint & { readonly index: number }>> {
  const file = parseProofFile(given);
  if (!file.ok) return file;
  const { index, proof, checkpoint } = file.value;
  const opened = await openCheckpoint(checkpoint, trust);
  if (!opened.ok) return refuse(`checkpoint, ${opened.where}`, opened.reason);
  const { size, root } = opened.value.checkpoint;
  const included = verifyInclusion({ index, size, leafHash, proof, root });
  return included.ok ? accept({ ...opened.value, index }) : included;
}
