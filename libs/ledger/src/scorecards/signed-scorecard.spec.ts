import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { fromBase64 } from '../base64';
import { ed25519KeyOf, ed25519KeyOfPair, newEd25519Pair } from '../notes/ed25519';
import { enrolmentOf, isEnrolmentProved } from './enrolment';
import {
  bytesOfStatement,
  digestOfScorecard,
  isRatingSigned,
  keyDigestOf,
  signScorecard,
} from './signed-scorecard';

const packetId = '0b9f3a52-6f0e-4f6d-8a51-2f6b5c9f8e11';
const account = '7f2b9a3e-0000-4000-8000-000000000001';
const root = 'ab'.repeat(32);
const salt = new Uint8Array(32).fill(7);
const content = { ratings: [{ questionId: 'q', criterionId: 'c', rating: 4 }] };
const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();
const key = await ed25519KeyOf(new Uint8Array(32).fill(1));
const other = await ed25519KeyOf(new Uint8Array(32).fill(2));

describe('a signed scorecard', () => {
  it('is checked by any other program that knows Ed25519', async () => {
    const signed = await signScorecard(key, { content, packetId, root }, salt);
    const message = Buffer.from(`{"digest":"${signed.digest}","packetId":"${packetId}","root":"${root}"}`);
    const x = Buffer.from(key.publicKey).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verify(null, message, publicKey, bytes(signed.signature))).toBe(true);
    expect(signed).toMatchObject({ content, root, key: keyDigestOf(key.publicKey) });
    expect(signed.digest).toBe(digestOfScorecard(salt, content));
  });

  it('holds for its digest, packet and root, and for its key, and for nothing else', async () => {
    const { digest, signature } = await signScorecard(key, { content, packetId, root }, salt);
    const statement = { digest, packetId, root };
    expect(await isRatingSigned(key.publicKey, statement, bytes(signature))).toBe(true);
    expect(await isRatingSigned(other.publicKey, statement, bytes(signature))).toBe(false);
    for (const change of [{ digest: 'cd'.repeat(32) }, { packetId: account }, { root: 'cd'.repeat(32) }])
      expect(await isRatingSigned(key.publicKey, { ...statement, ...change }, bytes(signature))).toBe(false);
  });

  it('takes no bit changed anywhere', async () => {
    const { digest, signature } = await signScorecard(key, { content, packetId, root }, salt);
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const forged = bytes(signature);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await isRatingSigned(key.publicKey, { digest, packetId, root }, forged)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('is about what arrives: what JSON leaves out is not part of the digest', async () => {
    const [rating] = content.ratings;
    const sent = { ratings: [{ ...rating, note: undefined }] };
    const signed = await signScorecard(key, { content: sent, packetId, root }, salt);
    expect(signed.digest).toBe(digestOfScorecard(salt, JSON.parse(JSON.stringify(sent))));
    expect(signed.content).toEqual(content);
  });

  it('wants a salt of 32 bytes', async () => {
    await expect(signScorecard(key, { content, packetId, root }, new Uint8Array(16))).rejects.toThrow(
      RangeError,
    );
  });

  it('cannot be mistaken for the proof of an enrolment', async () => {
    const { proof } = await enrolmentOf(key, account);
    const statement = { digest: keyDigestOf(key.publicKey), packetId: account, root };
    expect(Buffer.from(bytesOfStatement(statement)).toString()).not.toContain('"account"');
    expect(await isRatingSigned(key.publicKey, statement, bytes(proof))).toBe(false);
  });
});

describe('an enrolment', () => {
  it('proves that the private half is at hand, for one account', async () => {
    const { publicKey, proof } = await enrolmentOf(key, account);
    expect(await isEnrolmentProved(account, bytes(publicKey), bytes(proof))).toBe(true);
    expect(await isEnrolmentProved(packetId, bytes(publicKey), bytes(proof))).toBe(false);
    expect(await isEnrolmentProved(account, other.publicKey, bytes(proof))).toBe(false);
    expect(await isEnrolmentProved(account, bytes(publicKey), new Uint8Array(64))).toBe(false);
  });
});

describe('a key that no program can read', () => {
  it('signs like any other', async () => {
    const pair = await newEd25519Pair();
    expect(pair.privateKey.extractable).toBe(false);
    const made = await ed25519KeyOfPair(pair);
    const { digest, signature } = await signScorecard(made, { content, packetId, root }, salt);
    expect(await isRatingSigned(made.publicKey, { digest, packetId, root }, bytes(signature))).toBe(true);
  });
});
