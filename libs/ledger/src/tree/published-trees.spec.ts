/** What others publish about their trees: our roots and proofs must be theirs. Facts only, each with where it stands. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64 } from '../base64';
import { bytesOf } from '../utf8';
import { EMPTY_RANGE, rootOf, withLeaf } from './compact-range';
import type { CompactRange } from './compact-range';
import { verifyConsistency } from './consistency';
import { leafHash } from './hashing';
import { MerkleTree } from './merkle-tree';

// certificate-transparency-go and transparency-dev/merkle, testonly/constants.go.
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const PEAKS_OF_SEVEN = [
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
];

const hashes = LEAVES.map((leaf) => leafHash(hexToBytes(leaf)));

describe('the tree of certificate transparency', () => {
  it('has the published roots', () => {
    const tree = new MerkleTree(hashes);
    expect(ROOTS.map((_, size) => bytesToHex(tree.root(size)))).toEqual(ROOTS);
  });

  it('has the published compact range', () => {
    const range = hashes.slice(0, 7).reduce<CompactRange>(withLeaf, EMPTY_RANGE);
    expect(range.peaks.map(bytesToHex)).toEqual(PEAKS_OF_SEVEN);
    expect(bytesToHex(rootOf(range))).toBe(ROOTS[7]);
  });
});

// golang.org/x/mod, sumdb/tlog/note_test.go.
it('hashes a record as the Go checksum database does', () => {
  const record = leafHash(bytesOf('hello world'));
  expect(record).toEqual(fromBase64('TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0='));
});

// C2SP litewitness, testdata/litewitness.txt: a witness is brought from one entry to three and then to five.
describe('the consistency proofs of sigsum', () => {
  const read = (text: string) => fromBase64(text)!;
  const ONE = read('KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=');
  const THREE = read('RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=');
  const FIVE = read('QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=');
  const ONE_TO_THREE = [
    'KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    'KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  ].map(read);
  const ONE_TO_FIVE = [
    'KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    '+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=',
    'KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  ].map(read);
  const THREE_TO_FIVE = [
    'KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    'KgMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    'wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=',
    'KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  ].map(read);

  it.each([
    ['one to three', 1, ONE, 3, THREE, ONE_TO_THREE],
    ['one to five', 1, ONE, 5, FIVE, ONE_TO_FIVE],
    ['three to five', 3, THREE, 5, FIVE, THREE_TO_FIVE],
  ])('hold from %s and are the ones we would give', (_, size1, root1, size2, root2, proof) => {
    expect(verifyConsistency({ size1, root1, size2, root2, proof })).toEqual({ ok: true });
    const tree = new MerkleTree([0, 1, 2, 3, 4].map((last) => ONE.with(1, last)));
    expect(tree.consistencyProof(size1, size2)).toEqual(proof);
  });

  it('are refused without a step and with one byte changed, as the witness refuses them', () => {
    const claim = { size1: 1, root1: ONE, size2: 3, root2: THREE };
    expect(verifyConsistency({ ...claim, proof: [] }).ok).toBe(false);
    const changed = ONE_TO_THREE.with(1, ONE_TO_THREE[1]!.with(30, 16));
    expect(verifyConsistency({ ...claim, proof: changed })).toMatchObject({ ok: false, where: 'root2' });
  });
});
