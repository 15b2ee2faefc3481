import fc from 'fast-check';
import { bytesOf } from '../utf8';
import type { ConsistencyClaim } from './consistency';
import { verifyConsistency } from './consistency';
import type { Hash } from './hashing';
import { EMPTY_ROOT, leafHash } from './hashing';
import type { InclusionClaim } from './inclusion';
import { verifyInclusion } from './inclusion';
import { MerkleTree } from './merkle-tree';

const LEAVES = Array.from({ length: 70 }, (_, index) => bytesOf(`entry ${index}`));
const TREE = new MerkleTree(LEAVES.map(leafHash));

function inclusion(index: number, size: number): InclusionClaim {
  const proof = TREE.inclusionProof(index, size);
  return { index, size, leafHash: leafHash(LEAVES[index]!), proof, root: TREE.root(size) };
}

function consistency(size1: number, size2: number): ConsistencyClaim {
  const proof = TREE.consistencyProof(size1, size2);
  return { size1, root1: TREE.root(size1), size2, root2: TREE.root(size2), proof };
}

const flipped = (bytes: Uint8Array, at: number, change = 1): Uint8Array =>
  bytes.with(at, bytes[at]! ^ change);
const withStep = (proof: readonly Hash[], step: number, hash: Hash): Hash[] => proof.with(step, hash);

const change = fc.integer({ min: 1, max: 255 });
const inclusions = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.tuple(fc.nat({ max: size - 1 }), fc.constant(size)))
  .map(([index, size]) => inclusion(index, size));
const consistencies = fc
  .integer({ min: 2, max: 70 })
  .chain((size2) => fc.tuple(fc.integer({ min: 1, max: size2 - 1 }), fc.constant(size2)))
  .map(([size1, size2]) => consistency(size1, size2));

describe('verifying inclusion', () => {
  it('refuses every byte of leaf, root and proof that was changed', () => {
    for (const [index, size] of [
      [0, 1],
      [0, 2],
      [4, 7],
      [6, 7],
      [63, 64],
      [64, 65],
      [33, 70],
    ] as const) {
      const claim = inclusion(index, size);
      expect(verifyInclusion(claim)).toEqual({ ok: true });
      for (let at = 0; at < 32; at += 1) {
        const mutants: InclusionClaim[] = [
          { ...claim, leafHash: flipped(claim.leafHash, at) },
          { ...claim, root: flipped(claim.root, at) },
          ...claim.proof.map((hash, step) => ({
            ...claim,
            proof: withStep(claim.proof, step, flipped(hash, at)),
          })),
        ];
        for (const mutant of mutants)
          expect(verifyInclusion(mutant)).toMatchObject({ ok: false, where: 'root' });
      }
    }
  });

  it('refuses every byte of the entry itself that was changed, added or lost', () => {
    const claim = inclusion(5, 11);
    const entry = LEAVES[5]!;
    const others = [
      ...Array.from(entry, (_, at) => flipped(entry, at)),
      entry.slice(1),
      entry.slice(0, -1),
      new Uint8Array([...entry, 0]),
      new Uint8Array([0, ...entry]),
    ];
    for (const other of others) {
      expect(verifyInclusion({ ...claim, leafHash: leafHash(other) })).toMatchObject({
        ok: false,
        where: 'root',
      });
    }
  });

  it('refuses the proof for any other index or size that leads another way', () => {
    fc.assert(
      fc.property(inclusions, fc.nat({ max: 80 }), (claim, other) => {
        if (other !== claim.index) expect(verifyInclusion({ ...claim, index: other }).ok).toBe(false);
        // The size is proved by the checkpoint. A proof may fit more than one size, the wrong leaf it never fits.
        const leaf = leafHash(bytesOf(`forged ${other}`));
        expect(verifyInclusion({ ...claim, size: other, leafHash: leaf }).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['a step too many', { proof: [...inclusion(5, 8).proof, EMPTY_ROOT] }, 'proof[3]', 'one hash too many'],
    ['a step too few', { proof: inclusion(5, 8).proof.slice(0, 2) }, 'proof', 'too short'],
    ['no step', { proof: [] }, 'proof', 'too short'],
    ['steps in another order', { proof: [...inclusion(5, 8).proof].reverse() }, 'root', 'not where'],
    [
      'a step that is no digest',
      { proof: withStep(inclusion(5, 8).proof, 1, new Uint8Array(31)) },
      'proof[1]',
      'not a SHA',
    ],
    [
      'an endless proof',
      { proof: Array.from({ length: 100_000 }, () => EMPTY_ROOT) },
      'proof',
      'longer than',
    ],
    ['the root of another tree', { root: TREE.root(9) }, 'root', 'not where'],
    ['a root that is no digest', { root: new Uint8Array(9) }, 'root', 'not a SHA'],
    ['a leaf that is no digest', { leafHash: new Uint8Array(0) }, 'leafHash', 'not a SHA'],
    ['an index at the end', { index: 8 }, 'index', 'beyond the end'],
    ['an index below 0', { index: -1 }, 'index', 'not the index'],
    ['an index between two', { index: 0.5 }, 'index', 'not the index'],
    ['an index that no double holds', { index: 2 ** 64 }, 'index', 'not the index'],
    ['an empty tree', { index: 0, size: 0 }, 'index', 'beyond the end'],
    ['a size that is none', { size: NaN }, 'size', 'not a number of leaves'],
    ['a size that no double holds', { size: 2 ** 53 }, 'size', 'not a number of leaves'],
  ])('refuses %s and says where', (_, mutation, where, words) => {
    const verdict = verifyInclusion({ ...inclusion(5, 8), ...mutation });
    expect(verdict).toEqual({ ok: false, where, reason: expect.stringContaining(words) });
  });

  it('takes a node for no leaf: an entry that spells a node is another entry', () => {
    const [left, right] = [leafHash(LEAVES[0]!), leafHash(LEAVES[1]!)];
    const forged = leafHash(new Uint8Array([...left, ...right]));
    const claim = { index: 0, size: 1, proof: [], root: TREE.root(2) };
    expect(verifyInclusion({ ...claim, leafHash: forged })).toMatchObject({ ok: false, where: 'root' });
  });
});

describe('verifying consistency', () => {
  it('refuses every byte of roots and proof that was changed', () => {
    for (const [size1, size2] of [
      [1, 2],
      [4, 8],
      [6, 8],
      [7, 7],
      [64, 65],
      [33, 70],
    ] as const) {
      const claim = consistency(size1, size2);
      expect(verifyConsistency(claim)).toEqual({ ok: true });
      for (let at = 0; at < 32; at += 1) {
        const mutants: ConsistencyClaim[] = [
          { ...claim, root1: flipped(claim.root1, at) },
          { ...claim, root2: flipped(claim.root2, at) },
          ...claim.proof.map((hash, step) => ({
            ...claim,
            proof: withStep(claim.proof, step, flipped(hash, at)),
          })),
        ];
        for (const mutant of mutants) {
          expect(verifyConsistency(mutant)).toMatchObject({
            ok: false,
            where: expect.stringMatching(/^root[12]$/),
          });
        }
      }
    }
  });

  it('refuses any one byte changed, anywhere in any proof', () => {
    fc.assert(
      fc.property(consistencies, fc.nat(), fc.nat({ max: 31 }), change, (claim, at, byte, by) => {
        const step = at % claim.proof.length;
        const proof = withStep(claim.proof, step, flipped(claim.proof[step]!, byte, by));
        expect(verifyConsistency({ ...claim, proof }).ok).toBe(false);
      }),
    );
  });

  it('refuses a log that was forked: the same sizes, one entry exchanged', () => {
    fc.assert(
      fc.property(consistencies, fc.nat(), ({ size1, root1, size2 }, at) => {
        const exchanged = LEAVES.slice(0, size2).with(at % size1, bytesOf('exchanged'));
        const fork = new MerkleTree(exchanged.map(leafHash));
        const proof = fork.consistencyProof(size1, size2);
        const verdict = verifyConsistency({ size1, root1, size2, root2: fork.root(), proof });
        expect(verdict).toMatchObject({
          ok: false,
          where: size1 === size2 ? 'root2' : expect.stringMatching(/^root/),
        });
      }),
    );
  });

  it.each([
    ['a step too many', { proof: [...consistency(6, 8).proof, EMPTY_ROOT] }, 'proof[3]', 'one hash too many'],
    ['a step too few', { proof: consistency(6, 8).proof.slice(0, 2) }, 'proof', 'too short'],
    ['no step', { proof: [] }, 'proof', 'too short'],
    [
      'a step that is no digest',
      { proof: withStep(consistency(6, 8).proof, 2, new Uint8Array()) },
      'proof[2]',
      'not a SHA',
    ],
    ['the roots exchanged', { root1: TREE.root(8), root2: TREE.root(6) }, 'root1', 'not where'],
    ['a root that is no digest', { root2: new Uint8Array(33) }, 'root2', 'not a SHA'],
    ['an old root that is no digest', { root1: new Uint8Array(1) }, 'root1', 'not a SHA'],
    ['a log that shrank', { size1: 9 }, 'size1', 'larger than size2'],
    ['the empty tree', { size1: 0 }, 'size1', 'of the empty tree nothing can be proved'],
    ['a size that is none', { size1: -1 }, 'size1', 'not a number of leaves'],
    ['a size that no double holds', { size2: 2 ** 60 }, 'size2', 'not a number of leaves'],
  ])('refuses %s and says where', (_, mutation, where, words) => {
    const verdict = verifyConsistency({ ...consistency(6, 8), ...mutation });
    expect(verdict).toEqual({ ok: false, where, reason: expect.stringContaining(words) });
  });

  it.each([
    ['that were both empty', 0, EMPTY_ROOT, EMPTY_ROOT, [], 'size1'],
    ['of one size with two roots', 3, TREE.root(3), TREE.root(4), [], 'root2'],
    ['of one size with a proof', 3, TREE.root(3), TREE.root(3), [EMPTY_ROOT], 'proof[0]'],
  ])('refuses trees %s', (_, size, root1, root2, proof, where) => {
    const verdict = verifyConsistency({ size1: size, root1, size2: size, root2, proof });
    expect(verdict).toMatchObject({ ok: false, where });
  });
});

it('gives a verdict on whatever it is given', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const anything = fc.oneof(
    fc.anything(),
    fc.nat(),
    bytes,
    fc.array(bytes, { maxLength: 70 }),
  ) as fc.Arbitrary<never>;
  const inclusionLike = fc.record<InclusionClaim>({
    index: anything,
    size: anything,
    leafHash: anything,
    proof: anything,
    root: anything,
  });
  const consistencyLike = fc.record<ConsistencyClaim>({
    size1: anything,
    root1: anything,
    size2: anything,
    root2: anything,
    proof: anything,
  });
  fc.assert(
    fc.property(inclusionLike, consistencyLike, (one, other) => {
      expect(verifyInclusion(one).ok).toBe(false);
      const verdict = verifyConsistency(other);
      if (verdict.ok) expect(other).toMatchObject({ size2: other.size1, root2: other.root1, proof: [] });
    }),
    { numRuns: 1000 },
  );
});
