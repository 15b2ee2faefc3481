/** What a page may do: everything from this very system, nothing from anybody else. */
export interface PagePolicy {
  /** Lets this one page's own styles and scripts in by name. */
  readonly nonce?: string;
}

/** Content-Security-Policy of an answer; without a policy, that of JSON and recordings. */
export function contentSecurityPolicy(page?: PagePolicy): string {
  if (page === undefined)
    return "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  const nonce = page.nonce === undefined ? '' : ` 'nonce-${page.nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self'${nonce}`,
    `style-src 'self'${nonce}`,
    // Angular sets the style attributes of templates through setAttribute.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Permissions-Policy: what no page needs is off, and only the interview app may record. */
export function permissionsPolicy(records: boolean): string {
  const own = records ? '(self)' : '()';
  const off = ['display-capture', 'geolocation', 'payment', 'usb', 'serial', 'midi', 'browsing-topics'];
  return [
    `camera=${own}`,
    `microphone=${own}`,
    'autoplay=(self)',
    'fullscreen=(self)',
    ...off.map((feature) => `${feature}=()`),
  ].join(', ');
}

/**
 * Headers of every answer. Pages replace Content-Security-Policy and Permissions-Policy by their own.
 *
 * @param path path of the request, without query
 * @param https people reach the system by https
 */
export function securityHeaders(path: string, https: boolean): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(),
    'permissions-policy': permissionsPolicy(false),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    ...(path === '/api' || path.startsWith('/api/') ? { 'cache-control': 'no-store' } : {}),
  };
}
