import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64 } from '../base64';

const ED25519 = 'Ed25519';
export const PUBLIC_KEY_LENGTH = 32;
export const SEED_LENGTH = 32;
export const SIGNATURE_LENGTH = 64;

/** What comes before the seed in PKCS #8 (RFC 8410 section 7); WebCrypto takes private keys in no shorter form. */
const PKCS8_PREFIX = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/** Something that signs, without showing the private key. */
export interface Ed25519Key {
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The key with this private half: the 32 random bytes that RFC 8032 begins with. @throws RangeError for another length */
export async function ed25519KeyOf(seed: Uint8Array): Promise<Ed25519Key> {
  if (seed.length !== SEED_LENGTH)
    throw new RangeError(`A seed has ${SEED_LENGTH} bytes, not ${seed.length}.`);
  const pkcs8 = new Uint8Array([...PKCS8_PREFIX, ...seed]);
  const exportable = await crypto.subtle.importKey('pkcs8', pkcs8, ED25519, true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', exportable);
  const publicKey = fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`);
  if (publicKey?.length !== PUBLIC_KEY_LENGTH)
    throw new RangeError('This runtime exports no Ed25519 public key.');
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, ED25519, false, ['sign']);
  return {
    publicKey,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, new Uint8Array(message))),
  };
}

/** The two halves of a key, as WebCrypto holds them and a browser's database keeps them. */
export interface Ed25519Pair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

/**
 * A new pair of keys whose private half no program can read: it signs, and that is all.
 *
 * @throws DOMException `NotSupportedError` where the runtime has no Ed25519
 */
export async function newEd25519Pair(): Promise<Ed25519Pair> {
  return (await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify'])) as Ed25519Pair;
}

/** What signs with such a pair. */
export async function ed25519KeyOfPair({ publicKey, privateKey }: Ed25519Pair): Promise<Ed25519Key> {
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)),
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, new Uint8Array(message))),
  };
}

/**
 * Checks an Ed25519 signature (RFC 8032). Keys and signatures made of points of small order are refused, as the WebCrypto
 * standard asks and not every runtime does: such a key "signs" any message whatever.
 */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (publicKey.length !== PUBLIC_KEY_LENGTH || signature.length !== SIGNATURE_LENGTH) return false;
  if (isOfSmallOrder(publicKey) || isOfSmallOrder(signature.subarray(0, PUBLIC_KEY_LENGTH))) return false;
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), ED25519, false, ['verify']);
    return await crypto.subtle.verify(ED25519, key, new Uint8Array(signature), new Uint8Array(message));
  } catch (fault) {
    // What is no point of the curve is refused by some runtimes with an exception. Another fault is not the signature's.
    if ((fault as Error).name === 'DataError') return false;
    throw fault;
  }
}

/** The y coordinates, little endian, of the points whose order divides 8, also in the spellings beyond the field's prime. */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

export function isOfSmallOrder(point: Uint8Array): boolean {
  const y = Uint8Array.from(point, (byte, index) => (index === PUBLIC_KEY_LENGTH - 1 ? byte & 0x7f : byte));
  return SMALL_ORDER.has(bytesToHex(y));
}
