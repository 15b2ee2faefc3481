import { openDatabase } from '@evenhand/adapters/database';
import { StillClock } from '@evenhand/domain/testing';
import {
  bytesOf,
  cosigner,
  ed25519KeyOf,
  EMPTY_RANGE,
  formatCheckpoint,
  formatVerifierKey,
  fromBase64,
  grow,
  leafHash,
  noteSigner,
  openCheckpoint,
  parseNote,
  rootOf,
  signNote,
  verifyConsistency,
  verifyProofFile,
  type Hash,
} from '@evenhand/ledger';
import { readSettings } from '@evenhand/platform';
import { randomUUID } from 'node:crypto';
import { asOwner } from '../../../../tests/support/screening-rows';
import { Cosignatures } from './cosignatures';
import { LogProofs } from './log-proofs';
import { LogReader } from './log-reader';
import { readWitnessKeys } from './witness-keys';

const compliance = openDatabase('compliance', process.env['DATABASE_URL_COMPLIANCE'] ?? '');
afterAll(() => compliance.close());

const keyOf = (byte: number) => ed25519KeyOf(new Uint8Array(32).fill(byte));
const log = noteSigner('log.example/1', await keyOf(1));
const witness = cosigner('witness.example/w', await keyOf(2), 1_790_000_000);
const stranger = cosigner('stranger.example/w', await keyOf(3), 1_790_000_000);
const settings = readSettings({ WITNESS_KEYS: ` ${formatVerifierKey(witness.key)}, ` });
const proofs = new LogProofs(compliance, settings);
const cosignatures = new Cosignatures(compliance, new StillClock(), settings);

const entries = Array.from({ length: 13 }, (_, at) => {
  const id = randomUUID();
  return { id, at, text: `{"interview":"${id}","type":"withdrawn","v":1}` };
});
const sizes = [1, 2, 7, 8, 11];
const roots = new Map<number, Hash>();

/** A log as the revealer keeps it: checkpoints over 1, 2, 7, 8 and 11 entries, and two entries that have no checkpoint yet. */
beforeAll(() =>
  asOwner(async (owner) => {
    let range = EMPTY_RANGE;
    await owner.query('INSERT INTO ledger.log_key VALUES ($1, now())', [formatVerifierKey(log.key)]);
    for (const { id, at, text } of entries) {
      await owner.query(
        `INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1, 'withdrawn', $2, now())`,
        [id, text],
      );
      if (at === 12) break;
      const hash = leafHash(bytesOf(text));
      await owner.query('INSERT INTO ledger.leaf VALUES ($1, $2, $3)', [at, id, Buffer.from(hash)]);
      const growth = grow(range, hash);
      ({ range } = growth);
      for (const one of growth.completed)
        await owner.query('INSERT INTO ledger.subtree VALUES ($1, $2, $3)', [
          one.level,
          one.index,
          Buffer.from(one.hash),
        ]);
      if (!sizes.includes(range.size)) continue;
      roots.set(range.size, rootOf(range));
      const text1 = formatCheckpoint({ origin: 'log.example/1', size: range.size, root: rootOf(range) });
      await owner.query('INSERT INTO ledger.checkpoint VALUES ($1, $2, now())', [
        range.size,
        await signNote(text1, [log]),
      ]);
    }
  }),
);

const trust = { logKey: log.key, witnessKeys: [witness.key] };
const noteOver = async (size: number) =>
  (await compliance.checkpoint.findUniqueOrThrow({ where: { size: BigInt(size) } })).note;
/** The lines that a witness adds to the checkpoint of a size. */
async function linesBy(signer: typeof witness, size: number): Promise<string> {
  const parsed = parseNote(await noteOver(size));
  if (!parsed.ok) throw new Error(parsed.reason);
  const note = await signNote(parsed.value.text, [signer]);
  return note.slice(note.indexOf('\n\n') + 2);
}
const idAt = (at: number) => entries[at]?.id ?? '';
const hashAt = (at: number) => leafHash(bytesOf(entries[at]?.text ?? ''));

describe('the newest checkpoint', () => {
  test.each([0, ...sizes, 5])(
    'comes with the proof that it continues the one over %i entries',
    async (from) => {
      const answer = await proofs.checkpoint(from);
      expect(answer).toMatchObject({ size: 11, from, logKeys: [formatVerifierKey(log.key)] });
      expect(answer.witnessKeys).toEqual([formatVerifierKey(witness.key)]);
      const opened = await openCheckpoint(answer.checkpoint, trust);
      if (!opened.ok) throw new Error(opened.reason);
      const root1 = roots.get(from);
      if (!root1) return;
      const proof = answer.consistency.map((text) => fromBase64(text) ?? new Uint8Array());
      const { size, root } = opened.value.checkpoint;
      expect(verifyConsistency({ size1: from, root1, size2: size, root2: root, proof })).toEqual({
        ok: true,
      });
    },
  );

  test('is refused to who saw more: somebody took something back', async () => {
    await expect(proofs.checkpoint(12)).rejects.toMatchObject({ code: 'log-shorter' });
  });
});

describe('a proof file', () => {
  test('proves every entry that a checkpoint covers', async () => {
    for (let at = 0; at < 11; at += 1) {
      const file = await proofs.proofOf(idAt(at));
      expect(await verifyProofFile(file, hashAt(at), trust)).toMatchObject({
        ok: true,
        value: { index: at },
      });
      expect((await verifyProofFile(file, hashAt(at + 1), trust)).ok).toBe(false);
    }
  });

  test('waits for a checkpoint, and is none for an entry that nobody wrote', async () => {
    await expect(proofs.proofOf(idAt(11))).rejects.toMatchObject({ code: 'log-not-signed', retryable: true });
    await expect(proofs.proofOf(idAt(12))).rejects.toMatchObject({ code: 'log-not-signed', retryable: true });
    await expect(proofs.proofOf(randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is announced by the list of entries: it says which have a place', async () => {
    const { entries: listed } = await new LogReader(compliance).read(0, 100);
    expect(listed.map(({ index }) => index)).toEqual([...Array.from({ length: 12 }, (_, at) => at), null]);
  });
});

describe('a cosignature', () => {
  test('is kept, shown with its checkpoint, and leads proofs to it; twice is once', async () => {
    const lines = await linesBy(witness, 8);
    const expected = [`witness.example/w+${witness.key.id}`];
    expect(await cosignatures.keep(8, lines)).toEqual(expected);
    expect(await cosignatures.keep(8, lines)).toEqual(expected);
    const file = await proofs.proofOf(idAt(3));
    expect(await verifyProofFile(file, hashAt(3), trust)).toMatchObject({
      ok: true,
      value: { checkpoint: { size: 8 }, cosignatures: [{ name: 'witness.example/w' }] },
    });
    // An entry behind it has the newest checkpoint for a proof, which nobody has witnessed.
    expect(await verifyProofFile(await proofs.proofOf(idAt(9)), hashAt(9), trust)).toMatchObject({
      ok: true,
      value: { checkpoint: { size: 11 }, cosignatures: [] },
    });
    await cosignatures.keep(11, await linesBy(witness, 11));
    expect(await openCheckpoint((await proofs.checkpoint(0)).checkpoint, trust)).toMatchObject({
      ok: true,
      value: { cosignatures: [{ name: 'witness.example/w' }] },
    });
  });

  test('of somebody unknown, of another checkpoint, of the log itself or of nothing is refused, with the good beside it', async () => {
    const good = await linesBy(witness, 7);
    const logLine = (await noteOver(7)).split('\n\n')[1] ?? '';
    for (const lines of [
      await linesBy(stranger, 7),
      good + (await linesBy(stranger, 7)),
      await linesBy(witness, 8),
      logLine,
      good.replace(/.{6}\n$/, 'AAAAA=\n'),
      'hello\n',
      '\n',
    ])
      await expect(cosignatures.keep(7, lines)).rejects.toMatchObject({ code: 'cosignature-refused' });
    expect(await compliance.cosignature.count({ where: { size: 7 } })).toBe(0);
    await expect(cosignatures.keep(5, good)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('needs a key that is one, for cosignatures', () => {
    expect(readWitnessKeys()).toEqual([]);
    expect(() => readWitnessKeys('nonsense')).toThrow('WITNESS_KEYS: key 1');
    expect(() => readWitnessKeys(`${formatVerifierKey(witness.key)} ${formatVerifierKey(log.key)}`)).toThrow(
      'key 2 signs notes',
    );
  });
});
