import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { bytesOf } from '../utf8';
import { ed25519KeyOf, isOfSmallOrder, verifyEd25519 } from './ed25519';
import { formatSignerKey, parseSignerKey } from './signer';
import { formatVerifierKey, isKeyName, parseVerifierKey, verifierKey } from './verifier-key';

// golang.org/x/mod, sumdb/note/note_test.go.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SIGNS = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';

describe('verifier keys', () => {
  it.each([
    [PETER, 'PeterNeumann', 'note'],
    ['EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop', 'EnochRoot', 'note'],
    // C2SP signed-note, "Example".
    ['example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'example.com/foo', 'note'],
    // The Go checksum database.
    ['sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'sum.golang.org', 'note'],
    // A witness of the transparency-dev network.
    ['remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2', 'remora.n621.de', 'cosignature'],
  ])('reads %s and writes it again', (text, name, type) => {
    const key = parseVerifierKey(text);
    expect(key).toMatchObject({ ok: true, value: { name, type } });
    if (key.ok) expect(formatVerifierKey(key.value)).toBe(text);
  });

  it('refuses every part of a key and every character changed', () => {
    for (let start = 0; start < PETER.length; start += 1) {
      for (let end = start; end <= PETER.length; end += 1) {
        if (end - start < PETER.length) expect(parseVerifierKey(PETER.slice(start, end)).ok).toBe(false);
      }
      for (const other of [
        '+',
        ' ',
        'A',
        'a',
        '0',
        '=',
        '\n',
        String.fromCharCode(PETER.charCodeAt(start) + 1),
      ]) {
        if (other === PETER[start]) continue;
        expect(parseVerifierKey(PETER.slice(0, start) + other + PETER.slice(start + 1)).ok).toBe(false);
      }
    }
  });

  it.each([
    ['an id of another key', PETER.replace('c74f20a3', 'c74f20a4'), 'id', 'does not belong'],
    ['an id in capitals', PETER.replace('c74f20a3', 'C74F20A3'), 'id', 'not eight hex digits'],
    ['another name', PETER.replace('Peter', 'Pater'), 'id', 'does not belong'],
    ['a name with a space', PETER.replace('Peter', 'Peter '), 'name', 'spaces'],
    ['no name', PETER.replace('PeterNeumann', ''), 'name', 'empty'],
    ['a key that is not base 64', PETER.replace('ARpc', 'A-pc'), 'key', 'not base 64'],
    ['nothing but a name', 'PeterNeumann', 'key', 'not of the form'],
    // golang.org/x/mod, with an id that fits.
    [
      'a key of an unknown type',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'key',
      'of a type other',
    ],
    [
      'a key too short',
      `a+${'0'.repeat(8)}+${Buffer.alloc(32, 1).toString('base64')}`,
      'key',
      'not 32 bytes',
    ],
    ['a key too long', `a+${'0'.repeat(8)}+${Buffer.alloc(34, 1).toString('base64')}`, 'key', 'not 32 bytes'],
    ['no key', `a+${'0'.repeat(8)}+`, 'key', 'of a type other'],
  ])('refuses %s and says where', (_, text, where, words) => {
    expect(parseVerifierKey(text)).toEqual({ ok: false, where, reason: expect.stringContaining(words) });
  });

  it.each([
    '',
    ' ',
    'a b',
    'a+b',
    'a\u00a0b',
    'a\u0085b',
    'a\u2028b',
    'a\u3000b',
    'a\tb',
    'a\u0001b',
    '\ud800',
  ])('no key is called %j', (name) => {
    expect(isKeyName(name)).toBe(false);
    expect(verifierKey(name, 'note', hexToBytes('01'.repeat(32)))).toMatchObject({
      ok: false,
      where: 'name',
    });
  });

  it('keeps notes and cosignatures of one key apart', () => {
    const publicKey = hexToBytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    const note = verifierKey('a', 'note', publicKey);
    const cosignature = verifierKey('a', 'cosignature', publicKey);
    expect(note.ok && cosignature.ok && note.value.id !== cosignature.value.id).toBe(true);
  });
});

describe('signing keys', () => {
  it('belong to the verifier key of their name', async () => {
    const signer = await parseSignerKey(PETER_SIGNS);
    expect(signer.ok && formatVerifierKey(signer.value.key)).toBe(PETER);
  });

  it('read back as written', async () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(seed, async (bytes) => {
        const text = await formatSignerKey('log.example/1', bytes);
        const signer = await parseSignerKey(text);
        expect(signer.ok && signer.value.key.publicKey).toEqual((await ed25519KeyOf(bytes)).publicKey);
      }),
      { numRuns: 20 },
    );
  });

  it('are refused with any character changed', async () => {
    for (let at = 0; at < PETER_SIGNS.length; at += 1) {
      const other = String.fromCharCode(PETER_SIGNS.charCodeAt(at) + 1);
      const changed = PETER_SIGNS.slice(0, at) + other + PETER_SIGNS.slice(at + 1);
      expect((await parseSignerKey(changed)).ok).toBe(false);
    }
  });
});

describe('Ed25519', () => {
  // RFC 8032 section 7.1, tests 1 to 3.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ])('is that of RFC 8032 for the seed %s', async (seed, publicKey, message, signature) => {
    const key = await ed25519KeyOf(hexToBytes(seed));
    expect(key.publicKey).toEqual(hexToBytes(publicKey));
    expect(await key.sign(hexToBytes(message))).toEqual(hexToBytes(signature));
    expect(await verifyEd25519(key.publicKey, hexToBytes(message), hexToBytes(signature))).toBe(true);
  });

  it('agrees with the other implementation of Node', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 50 }),
        async (seed, message) => {
          const key = await ed25519KeyOf(seed);
          const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
          const other = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
          const signature = sign(null, message, other);
          expect(Buffer.from(await key.sign(message)).equals(signature)).toBe(true);
          expect(verify(null, message, createPublicKey(other), signature)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('refuses any bit changed in key, message or signature', async () => {
    const message = bytesOf('m');
    const key = await ed25519KeyOf(new Uint8Array(32).fill(9));
    const signature = await key.sign(message);
    const flip = (bytes: Uint8Array, bit: number) =>
      bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)));
    for (let bit = 0; bit < 512; bit += 1) {
      expect(await verifyEd25519(key.publicKey, message, flip(signature, bit))).toBe(false);
      if (bit < 256) expect(await verifyEd25519(flip(key.publicKey, bit), message, signature)).toBe(false);
      if (bit < 8) expect(await verifyEd25519(key.publicKey, flip(message, bit), signature)).toBe(false);
    }
  });

  const identity = hexToBytes(`01${'00'.repeat(31)}`);
  const forged = new Uint8Array([...identity, ...new Uint8Array(32)]);

  it('refuses keys for which anybody can sign', async () => {
    // With this key Node 20 by itself takes the signature for any message; Node 26 does not.
    expect(await verifyEd25519(identity, bytesOf('anything'), forged)).toBe(false);
    expect(verifierKey('a', 'note', identity)).toMatchObject({ ok: false, where: 'key' });
  });

  it('knows every point of small order by its coordinate, and no other', () => {
    const p = 2n ** 255n - 19n;
    const modulo = (value: bigint) => ((value % p) + p) % p;
    const power = (base: bigint, exponent: bigint): bigint => {
      if (exponent === 0n) return 1n;
      const half = power(modulo(base * base), exponent / 2n);
      return exponent % 2n === 0n ? half : modulo(half * base);
    };
    const inverse = (value: bigint) => power(modulo(value), p - 2n);
    const d = modulo(-121665n * inverse(121666n));
    // The y of twice a point, from y alone: with u = y², x² = (u - 1) / (d·u + 1), and y(2P) = (u + x²) / (1 - d·x²·u).
    const doubled = (y: bigint) => {
      const u = modulo(y * y);
      const x2 = modulo((u - 1n) * inverse(d * u + 1n));
      return modulo((u + x2) * inverse(1n - d * x2 * u));
    };
    const coordinate = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const bytesOfInteger = (value: bigint) =>
      Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 255n));

    const small = [
      0n,
      1n,
      p - 1n,
      p,
      p + 1n,
      coordinate(hexToBytes('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
      coordinate(hexToBytes('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')),
    ];
    for (const y of small) {
      expect(doubled(doubled(doubled(modulo(y))))).toBe(1n);
      expect(isOfSmallOrder(bytesOfInteger(y))).toBe(true);
      expect(isOfSmallOrder(bytesOfInteger(y + 2n ** 255n))).toBe(true);
    }
    for (const y of [2n, 3n, 4n, p - 2n, p + 2n, 2n ** 200n]) {
      expect(doubled(doubled(doubled(modulo(y))))).not.toBe(1n);
      expect(isOfSmallOrder(bytesOfInteger(y))).toBe(false);
    }
  });

  it.each([
    ['a key of another length', new Uint8Array(31), new Uint8Array(64)],
    ['a signature of another length', new Uint8Array(32).fill(2), new Uint8Array(63)],
    ['a key that is no point', new Uint8Array(32).fill(2), new Uint8Array(64).fill(1)],
  ])('gives no more than a no for %s', async (_, key, signature) => {
    expect(await verifyEd25519(key, bytesOf('m'), signature)).toBe(false);
  });
});
