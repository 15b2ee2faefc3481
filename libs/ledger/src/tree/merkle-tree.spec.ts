import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { bytesOf } from '../utf8';
import { EMPTY_RANGE, grow, readCompactRange, rootOf, rootOfLeaves, withLeaf } from './compact-range';
import type { CompactRange } from './compact-range';
import { verifyConsistency } from './consistency';
import type { Hash } from './hashing';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing';
import { verifyInclusion } from './inclusion';
import { MerkleTree } from './merkle-tree';

const LARGEST = 130;
const LEAVES = Array.from({ length: LARGEST }, (_, index) => bytesOf(`entry ${index}`));
const HASHES = LEAVES.map(leafHash);
const TREE = new MerkleTree(HASHES);

// The definitions of RFC 6962 section 2.1, word for word; D[a:b] is given by a and b. Only roots are computed once each.
const roots = new Map<string, Hash>();
function split(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}
function mth(a: number, b: number): Hash {
  if (a === b) return EMPTY_ROOT;
  if (b - a === 1) return leafHash(LEAVES[a]!);
  const known = roots.get(`${a}:${b}`);
  if (known) return known;
  const k = split(b - a);
  const root = nodeHash(mth(a, a + k), mth(a + k, b));
  roots.set(`${a}:${b}`, root);
  return root;
}
function path(m: number, a: number, b: number): Hash[] {
  if (b - a === 1) return [];
  const k = split(b - a);
  return m < k ? [...path(m, a, a + k), mth(a + k, b)] : [...path(m - k, a + k, b), mth(a, a + k)];
}
function subproof(m: number, a: number, b: number, whole: boolean): Hash[] {
  if (m === b - a) return whole ? [] : [mth(a, b)];
  const k = split(b - a);
  return m <= k
    ? [...subproof(m, a, a + k, whole), mth(a + k, b)]
    : [...subproof(m - k, a + k, b, false), mth(a, a + k)];
}

const hex = (hashes: readonly Hash[]) => hashes.map(bytesToHex).join(' ');

describe('the tree of RFC 6962', () => {
  it('has the roots of its definition, all at once, leaf by leaf and looking back', () => {
    let range = EMPTY_RANGE;
    for (let size = 0; size <= LARGEST; size += 1) {
      const root = bytesToHex(mth(0, size));
      expect(bytesToHex(rootOf(range))).toBe(root);
      expect(bytesToHex(rootOfLeaves(HASHES.slice(0, size)))).toBe(root);
      expect(bytesToHex(TREE.root(size))).toBe(root);
      const next = HASHES[size];
      if (next) range = withLeaf(range, next);
    }
    expect(range.size).toBe(LARGEST);
  });

  it('proves every leaf of every tree up to 130 with the proof of its definition', () => {
    let checked = 0;
    for (let size = 1; size <= LARGEST; size += 1) {
      const root = TREE.root(size);
      for (let index = 0; index < size; index += 1) {
        const proof = TREE.inclusionProof(index, size);
        if (hex(proof) !== hex(path(index, 0, size)))
          throw new Error(`${index} of ${size} is proved otherwise.`);
        const verdict = verifyInclusion({ index, size, leafHash: HASHES[index]!, proof, root });
        if (!verdict.ok) throw new Error(`${index} of ${size}: ${verdict.where} ${verdict.reason}`);
        checked += 1;
      }
    }
    expect(checked).toBe((LARGEST * (LARGEST + 1)) / 2);
  });

  it('proves every pair of trees up to 65 with the proof of its definition', () => {
    let checked = 0;
    for (let size2 = 1; size2 <= 65; size2 += 1) {
      for (let size1 = 1; size1 <= size2; size1 += 1) {
        const proof = TREE.consistencyProof(size1, size2);
        if (hex(proof) !== hex(subproof(size1, 0, size2, true)))
          throw new Error(`${size1} of ${size2} is proved otherwise.`);
        const [root1, root2] = [TREE.root(size1), TREE.root(size2)];
        const verdict = verifyConsistency({ size1, root1, size2, root2, proof });
        if (!verdict.ok) throw new Error(`${size1} of ${size2}: ${verdict.where} ${verdict.reason}`);
        checked += 1;
      }
    }
    expect(checked).toBe(2145);
  });

  it('holds trees of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat(), (size, a, b) => {
        const tree = new MerkleTree(Array.from({ length: size }, (_, index) => HASHES[index % LARGEST]!));
        const index = a % size;
        const size1 = 1 + (b % size);
        const root = tree.root();
        expect(
          verifyInclusion({
            index,
            size,
            leafHash: HASHES[index % LARGEST]!,
            proof: tree.inclusionProof(index),
            root,
          }),
        ).toEqual({ ok: true });
        expect(
          verifyConsistency({
            size1,
            root1: tree.root(size1),
            size2: size,
            root2: root,
            proof: tree.consistencyProof(size1),
          }),
        ).toEqual({ ok: true });
      }),
      { numRuns: 20 },
    );
  });

  it('has proofs for one leaf and none for no leaf', () => {
    const tree = new MerkleTree();
    expect(tree.root()).toEqual(EMPTY_ROOT);
    expect(() => tree.inclusionProof(0)).toThrow('There is no leaf 0 in a tree of 0.');
    expect(tree.append(HASHES[0]!)).toBe(0);
    expect(tree.root()).toEqual(HASHES[0]);
    expect(tree.inclusionProof(0)).toEqual([]);
    expect(tree.consistencyProof(1)).toEqual([]);
    expect(() => tree.consistencyProof(0)).toThrow('Nothing proves that a tree of 1 begins with one of 0.');
  });

  it.each([-1, 1.5, NaN, 130, 2 ** 53])('knows no leaf %d', (index) => {
    expect(() => TREE.inclusionProof(index)).toThrow(RangeError);
  });

  it.each([-1, 0.5, 131, Infinity])('never had the size %d', (size) => {
    expect(() => TREE.root(size)).toThrow(RangeError);
    expect(() => TREE.consistencyProof(1, size)).toThrow(RangeError);
  });

  it('refuses a leaf that is no digest', () => {
    expect(() => new MerkleTree([new Uint8Array(31)])).toThrow('A digest has 32 bytes, not 31.');
  });
});

describe('a compact range', () => {
  const grown = (size: number): CompactRange => HASHES.slice(0, size).reduce(withLeaf, EMPTY_RANGE);

  it('continues where it was left, at every size', () => {
    for (let size = 0; size < 70; size += 1) {
      const { peaks } = grown(size);
      const taken = readCompactRange(size, peaks);
      expect(taken.ok && rootOf(withLeaf(taken.value, HASHES[size]!))).toEqual(TREE.root(size + 1));
    }
  });

  it('tells which subtrees a leaf made complete', () => {
    const found = new Map<string, string>();
    let range = EMPTY_RANGE;
    for (const hash of HASHES) {
      const growth = grow(range, hash);
      for (const { level, index, hash: root } of growth.completed)
        found.set(`${level}:${index}`, bytesToHex(root));
      range = growth.range;
    }
    const expected = new Map<string, string>();
    for (let level = 1; 2 ** level <= LARGEST; level += 1) {
      for (let index = 0; (index + 1) * 2 ** level <= LARGEST; index += 1) {
        expected.set(`${level}:${index}`, bytesToHex(mth(index * 2 ** level, (index + 1) * 2 ** level)));
      }
    }
    expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
  });

  it('does not change when a leaf is added to it', () => {
    const before = grown(7);
    const copy = structuredClone(before);
    withLeaf(before, HASHES[7]!);
    expect(before).toEqual(copy);
  });

  it.each([
    ['a size that is none', -1, [], 'size'],
    ['a peak too few', 3, [HASHES[0]!], 'peaks'],
    ['a peak too many', 0, [HASHES[0]!], 'peaks'],
    ['a peak that is no digest', 2, [new Uint8Array(3)], 'peaks[0]'],
  ])('refuses %s', (_, size, peaks, where) => {
    expect(readCompactRange(size, peaks)).toMatchObject({ ok: false, where });
  });
});
