import fc from 'fast-check';
import { toBase64 } from '../base64';
import { EMPTY_ROOT, leafHash } from '../tree/hashing';
import { MerkleTree } from '../tree/merkle-tree';
import { bytesOf } from '../utf8';
import { formatCheckpoint } from './checkpoint';
import { ed25519KeyOf } from './ed25519';
import { formatProofFile, parseProofFile, verifyProofFile } from './proof-file';
import { cosigner, noteSigner, signNote } from './signer';

const ENTRIES = Array.from({ length: 11 }, (_, index) => bytesOf(`entry ${index}`));
const HASHES = ENTRIES.map(leafHash);
const TREE = new MerkleTree(HASHES);

const keyOf = (byte: number) => ed25519KeyOf(new Uint8Array(32).fill(byte));
const scene = async () => {
  const log = noteSigner('log.example/1', await keyOf(1));
  const witness = cosigner('w1', await keyOf(2), 100);
  const text = formatCheckpoint({ origin: 'log.example/1', size: TREE.size, root: TREE.root() });
  const checkpoint = await signNote(text, [log, witness]);
  return { checkpoint, trust: { logKey: log.key, witnessKeys: [witness.key] } };
};
const proofOf = (index: number, checkpoint: string) => ({
  index,
  proof: TREE.inclusionProof(index),
  checkpoint,
});

describe('a proof file', () => {
  it('proves its entry with what log and witnesses vouch for', async () => {
    const { checkpoint, trust } = await scene();
    for (const [index, hash] of HASHES.entries()) {
      const file = formatProofFile(proofOf(index, checkpoint));
      expect(await verifyProofFile(bytesOf(file), hash, trust)).toMatchObject({
        ok: true,
        value: { index, checkpoint: { size: 11 }, cosignatures: [{ name: 'w1', time: 100 }] },
      });
    }
  });

  it('has the form of C2SP tlog-proof', async () => {
    const { checkpoint } = await scene();
    const file = formatProofFile({ ...proofOf(10, checkpoint), extra: bytesOf('more') });
    const [sibling, left] = TREE.inclusionProof(10);
    expect(file).toBe(
      `c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 10\n${toBase64(sibling!)}\n${toBase64(left!)}\n\n${checkpoint}`,
    );
  });

  it('reads back as written', () => {
    const files = fc.record(
      {
        index: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        proof: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 64 }),
        checkpoint: fc.string(),
        extra: fc.uint8Array({ maxLength: 60 }),
      },
      { requiredKeys: ['index', 'proof', 'checkpoint'] },
    );
    fc.assert(
      fc.property(files, (file) =>
        expect(parseProofFile(formatProofFile(file))).toEqual({ ok: true, value: file }),
      ),
    );
  });

  it('is refused with any byte changed, lost or doubled', async () => {
    const { checkpoint, trust } = await scene();
    const bytes = bytesOf(formatProofFile(proofOf(5, checkpoint)));
    for (let at = 0; at < bytes.length; at += 1) {
      const [before, byte, after] = [bytes.subarray(0, at), bytes[at]!, bytes.subarray(at + 1)];
      const others = [byte ^ 1, byte ^ 0x20, byte ^ 0x80, 0x0a, 0x31].filter((other) => other !== byte);
      const mutants = [
        ...others.map((other) => [...before, other, ...after]),
        [...before, ...after],
        [...before, byte, byte, ...after],
      ];
      for (const mutant of mutants) {
        const opened = await verifyProofFile(Uint8Array.from(mutant), HASHES[5]!, trust);
        // A witness nobody knows is no witness; nothing else may be left of it.
        if (opened.ok) expect(opened.value.cosignatures).toEqual([]);
        if (opened.ok) expect(at).toBeGreaterThan(bytes.length - '— w1 '.length - 110);
      }
    }
  }, 60_000);

  it('is refused for any other entry', async () => {
    const { checkpoint, trust } = await scene();
    const file = formatProofFile(proofOf(5, checkpoint));
    for (const [index, hash] of HASHES.entries()) {
      const opened = await verifyProofFile(file, hash, trust);
      expect(opened.ok ? 'ok' : opened.where).toBe(index === 5 ? 'ok' : 'root');
    }
  });

  it.each([
    ['another first line', (file: string) => file.replace('@v1', '@v2'), 'line 1'],
    ['nothing', () => '', 'file'],
    ['no checkpoint', (file: string) => file.slice(0, file.indexOf('\n\n')), 'file'],
    ['no index', (file: string) => file.replace('index 5\n', ''), 'line 2'],
    ['an index with a zero in front', (file: string) => file.replace('index 5', 'index 05'), 'line 2'],
    ['an index below 0', (file: string) => file.replace('index 5', 'index -5'), 'line 2'],
    ['an index with two spaces', (file: string) => file.replace('index 5', 'index  5'), 'line 2'],
    [
      'an index that no double holds',
      (file: string) => file.replace('index 5', 'index 9007199254740992'),
      'line 2',
    ],
    ['extra that is not base 64', (file: string) => file.replace('index', 'extra !!\nindex'), 'line 2'],
    ['extra twice', (file: string) => file.replace('index', 'extra AAAA\nextra AAAA\nindex'), 'line 3'],
    [
      'extra behind the index',
      (file: string) => file.replace('index 5\n', 'index 5\nextra AAAA\n'),
      'line 3',
    ],
    ['a hash that is no digest', (file: string) => file.replace('index 5\n', 'index 5\nAAAA\n'), 'line 3'],
    ['a hash too many', (file: string) => file.replace('\n\n', `\n${toBase64(EMPTY_ROOT)}\n\n`), 'proof[4]'],
    [
      'endless hashes',
      (file: string) => file.replace('\n\n', `${`\n${toBase64(EMPTY_ROOT)}`.repeat(65)}\n\n`),
      'proof',
    ],
    ['an index beyond the end', (file: string) => file.replace('index 5', 'index 11'), 'index'],
    ['the index of another entry', (file: string) => file.replace('index 5', 'index 4'), 'root'],
    ['lines of another system', (file: string) => file.replaceAll('\n', '\r\n'), 'file'],
    [
      'a checkpoint that is none',
      (file: string) => `${file.slice(0, file.indexOf('\n\n'))}\n\nhello\n`,
      'checkpoint, line 2',
    ],
    ['more than a file can hold', (file: string) => file + 'a'.repeat(2 ** 21), 'file'],
  ])('with %s is refused, with the place', async (_, mutation, where) => {
    const { checkpoint, trust } = await scene();
    const file = mutation(formatProofFile(proofOf(5, checkpoint)));
    expect(await verifyProofFile(file, HASHES[5]!, trust)).toMatchObject({ ok: false, where });
  });

  it('is refused with the checkpoint of another log, a forged one or one that only a witness signed', async () => {
    const { checkpoint, trust } = await scene();
    const other = noteSigner('log.example/2', await keyOf(1));
    const file = formatProofFile(proofOf(5, checkpoint));
    expect(await verifyProofFile(file, HASHES[5]!, { logKey: other.key })).toMatchObject({
      ok: false,
      where: 'checkpoint, signatures',
    });
    expect(await verifyProofFile(file, HASHES[5]!, { ...trust, origin: 'another' })).toMatchObject({
      ok: false,
      where: 'checkpoint, origin',
    });
    const forged = file.replace('\n11\n', '\n12\n');
    expect(await verifyProofFile(forged, HASHES[5]!, trust)).toMatchObject({
      ok: false,
      where: 'checkpoint, signature 1',
    });
  });

  it('is not written of what it could not hold', async () => {
    const { checkpoint } = await scene();
    expect(() => formatProofFile({ ...proofOf(5, checkpoint), index: -1 })).toThrow('line 2 has no index');
    expect(() => formatProofFile({ ...proofOf(5, checkpoint), proof: [new Uint8Array(3)] })).toThrow(
      'line 3',
    );
  });
});
