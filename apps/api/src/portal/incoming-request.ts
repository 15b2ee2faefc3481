import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';

/** A request in the shape of the web, and what to call when it has been answered. */
export interface WebRequest {
  readonly request: Request;
  /** Lets the connection go on: what is left of the body is thrown away. */
  done(): void;
}

/**
 * The request with its body as it arrives, nothing kept in memory. When the sender goes away the body ends with an error.
 *
 * @param path path with query, as asked for
 */
export function webRequest(incoming: IncomingMessage, path: string): WebRequest {
  const { method = 'GET', headers } = incoming;
  const url = new URL(path, 'http://localhost');
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  if (method !== 'PATCH') {
    return { request: new Request(url, { method, headers: given }), done: () => void incoming.resume() };
  }
  // A pipe of our own: ending it early must not tear the connection down before the answer is out.
  const body = new PassThrough();
  incoming.once('close', () => {
    if (!incoming.complete) body.destroy(new Error('The sender went away.'));
  });
  incoming.pipe(body);
  const init = { method, headers: given, body: Readable.toWeb(body), duplex: 'half' } as const;
  return {
    request: new Request(url, init),
    done: () => {
      incoming.unpipe(body);
      incoming.resume();
    },
  };
}
