import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { contentSecurityPolicy, permissionsPolicy } from '@evenhand/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A built Angular app and where it is reached. */
export interface WebApp {
  /** For example /console/. */
  readonly prefix: string;
  /** Folder of the build. */
  readonly root: string;
  /** It records: camera and microphone may be asked for. */
  readonly records: boolean;
}

/** Files whose name changes with their content: eight characters, not all of them small letters. */
const hashed = /-(?=[a-z]*[A-Z0-9_])\w{8}\.\w+$/;

/**
 * Serves a built app: files with their precompressed twins, and its page for every address below the prefix, so that
 * links into the app work. An app that was not built is not served.
 */
export async function serveWebApp(server: FastifyInstance, { prefix, root, records }: WebApp): Promise<void> {
  const index = path.join(root, 'index.html');
  if (!existsSync(index)) return;
  await server.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
    setHeaders: (reply, file) => {
      const forever = hashed.test(file.replace(/\.(br|gz)$/, ''));
      void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const html = readFileSync(index, 'utf8');
  server.get(`${prefix}*`, (request, reply) => page(request, reply, html, records));
  server.get(prefix.slice(0, -1), (_, reply) => reply.redirect(prefix, 308));
}

function page(request: FastifyRequest, reply: FastifyReply, html: string, records: boolean): void {
  // A file that is not there is an error, not the app: a browser would take the page for the missing script.
  const [pathname = ''] = request.url.split('?', 1);
  if (/\.[a-z0-9]{2,5}$/i.test(pathname)) {
    reply.callNotFound();
    return;
  }
  const nonce = randomBytes(18).toString('base64');
  void reply
    .headers({
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurityPolicy({ nonce }),
      'permissions-policy': permissionsPolicy(records),
    })
    .type('text/html; charset=utf-8')
    .send(withNonce(html, nonce));
}

/** Names the page's own styles and scripts, and tells Angular the name for the styles it adds later. */
export function withNonce(html: string, nonce: string): string {
  return html
    .replaceAll(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`)
    .replace(/(<body[^>]*>[\s\S]*?<[a-z]+-[a-z-]+)(?=[\s>])/, `$1 ngCspNonce="${nonce}"`);
}
