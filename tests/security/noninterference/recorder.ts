import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** One answer, as the bytes came, and who it was for. */
export interface Answer {
  /** The request's number; its statements carry the same. */
  readonly id: string;
  readonly who: string;
  readonly when: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Names and values by turns, in their order. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Time that passes with every request of a colleague, and with every request of a candidate that changes something. */
const msPerRequest = 20;

/** Stands between the people of the script and the api, numbers requests, moves the clock and keeps every answer. */
export class Recorder {
  readonly answers: Answer[] = [];
  /** Part of the script that is going on. */
  when = 'at the start';
  /** Whether answers are kept: not while waiting, and not after reveal. */
  recording = true;
  private readonly server = createServer((asked, reply) => {
    this.pass(asked, reply).catch((error: unknown) =>
      reply.destroy(error instanceof Error ? error : undefined),
    );
  });
  private readonly agent = new Agent({ keepAlive: true });
  /** Whose a cookie is. */
  private readonly owners = new Map<string, string>();
  private target = '';
  private count = 0;
  private readonly aside = { on: false, count: 0 };
  private readonly onRequest: (ms: number) => void;

  private constructor(onRequest: (ms: number) => void) {
    this.onRequest = onRequest;
  }

  /** @param port the same in every run, since addresses hold it; any when 0 */
  static async start(port: number, onRequest: (ms: number) => void): Promise<Recorder> {
    const recorder = new Recorder(onRequest);
    recorder.server.listen(port, '127.0.0.1');
    await once(recorder.server, 'listening');
    return recorder;
  }

  get base(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The recorder does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Where requests go to. */
  lead(target: string): void {
    this.target = target;
  }

  /** What nobody may notice: its requests are not counted with the others, and no time passes. */
  async unseen(work: () => Promise<void>): Promise<void> {
    this.aside.on = true;
    await work().finally(() => (this.aside.on = false));
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const body = await bytesOf(asked);
    const who =
      asked.headers.authorization === undefined ? this.ownerOf(asked.headers.cookie) : 'a candidate';
    const id = this.nextId(who !== 'a candidate' || asked.method !== 'GET');
    const answer = await this.forward(asked, body, id);
    const received = await bytesOf(answer);
    this.learn(asked, body, answer);
    const headers = answer.rawHeaders;
    if (this.recording && !this.aside.on && who !== 'a candidate') {
      const { method = '', url: path = '' } = asked;
      const status = answer.statusCode ?? 0;
      this.answers.push({ id, who, when: this.when, method, path, status, headers, body: received });
    }
    reply.writeHead(answer.statusCode ?? 502, passedOn(headers));
    reply.end(received);
  }

  private async forward(asked: IncomingMessage, body: Buffer, id: string): Promise<IncomingMessage> {
    const { hostname, port } = new URL(this.target);
    const headers = { ...asked.headers, 'x-request-id': id };
    const { method, url: path } = asked;
    const sent = request({ hostname, port, method, path, headers, agent: this.agent });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.end(body);
    return (await answered)[0];
  }

  private nextId(counts: boolean): string {
    if (this.aside.on) return `unseen-${(this.aside.count += 1)}`;
    if (counts) {
      this.count += 1;
      this.onRequest(msPerRequest);
    }
    return `request-${String(this.count).padStart(6, '0')}`;
  }

  private ownerOf(cookie: string | undefined): string {
    return (cookie !== undefined && this.owners.get(cookie)) || 'nobody';
  }

  /** Somebody who signs in gets a cookie, and is known by it from then on. */
  private learn(asked: IncomingMessage, body: Buffer, answer: IncomingMessage): void {
    const cookie = answer.headers['set-cookie']
      ?.find((one) => one.startsWith('evenhand_session='))
      ?.split(';')[0];
    if (cookie === undefined || !/json/.test(asked.headers['content-type'] ?? '')) return;
    const { email } = JSON.parse(body.toString('utf8')) as { email?: string };
    if (email !== undefined) this.owners.set(cookie, email.split('@')[0] ?? '');
  }
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Headers that speak of the connection are not passed on. */
function passedOn(headers: readonly string[]): string[] {
  return headers.flatMap((name, at) =>
    at % 2 === 0 && !/^(?:connection|keep-alive|transfer-encoding)$/i.test(name)
      ? [name, headers[at + 1] ?? '']
      : [],
  );
}
