import { request, type IncomingHttpHeaders } from 'node:http';

export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * One request with the path exactly as given: no dots are resolved, nothing is escaped, and any header may be sent. An
 * answer that comes while the body is still on its way counts.
 */
export function rawRequest(
  base: string,
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: string | Uint8Array } = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request({
      hostname,
      port,
      method,
      path,
      headers: { connection: 'keep-alive', ...length, ...headers },
      agent: false,
    });
    asked.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      const answer = (): void =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      response.once('end', answer);
      response.once('error', answer);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
