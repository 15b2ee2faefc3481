/** Name of the cookie that carries the secret of a colleague's session. */
export const sessionCookie = 'evenhand_session';

/** Value of one cookie in a Cookie header, or null. The first of several with the same name counts. */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/**
 * Set-Cookie header of a session: out of reach of scripts and of other websites.
 *
 * @param secure true when people reach the system by https
 * @param maxAgeSeconds 0 removes the cookie
 */
export function sessionCookieHeader(secret: string, secure: boolean, maxAgeSeconds: number): string {
  return [
    `${sessionCookie}=${secret}`,
    'Path=/api',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${maxAgeSeconds}`,
    ...(secure ? ['Secure'] : []),
  ].join('; ');
}
