import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token lets its holder fetch. */
export interface MediaGrant {
  /** Storage key. */
  readonly key: string;
  /** Content type it is served as. */
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const signatureOf = (secret: string, payload: string): Buffer =>
  createHmac('sha256', secret).update(payload).digest();

/** Token of a grant: base64url JSON, a dot, its HMAC-SHA-256. */
export function mediaToken(secret: string, { key, type, expiresAt }: MediaGrant): string {
  const payload = Buffer.from(JSON.stringify({ k: key, t: type, e: expiresAt })).toString('base64url');
  return `${payload}.${signatureOf(secret, payload).toString('base64url')}`;
}

/** The grant of a token; null when it was not made with this secret or its time is over. */
export function readMediaToken(secret: string, token: string, now: number): MediaGrant | null {
  const [payload = '', signature = '', ...more] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const wanted = signatureOf(secret, payload);
  if (more.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  // Several spellings decode to the same bytes; only the one we write counts.
  if (given.toString('base64url') !== signature) return null;
  const { k, t, e } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    k: string;
    t: string;
    e: number;
  };
  return e > now ? { key: k, type: t, expiresAt: e } : null;
}
