import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { chatAnswer, responsesAnswer, transcriptionAnswer } from './fake-openai-answers.ts';

/** What of the OpenAI API is spoken here; the names are those of this file. */
export type Endpoint = 'transcriptions' | 'responses' | 'chat';

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v1/audio/transcriptions': 'transcriptions',
  '/v1/responses': 'responses',
  '/v1/chat/completions': 'chat',
};

/** A request as it arrived. */
export interface ReceivedCall {
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly authorization: string;
  /** Fields of the form, or the JSON body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The uploaded file of a transcription. */
  readonly file: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
}

/** How a call is answered. What comes first in this list wins. */
export interface PlannedAnswer {
  /** Answer no sooner than this. */
  readonly after?: Promise<unknown>;
  readonly delayMs?: number;
  /** Never answer; the connection stays open. */
  readonly hang?: boolean;
  /** Close the connection without an answer, or in the middle of it. */
  readonly cut?: 'before' | 'middle';
  /** An error, for example 429. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The bytes of the answer as they are. */
  readonly raw?: string;
  /** The model refuses in these words (responses, chat). */
  readonly refusal?: string;
  /** The answer is cut off at the limit of tokens (responses, chat). */
  readonly incomplete?: boolean;
  /** What the model says as JSON (responses, chat). Without it: the smallest value that obeys the schema asked for. */
  readonly json?: unknown;
  /** What the model says as text: the transcript, or an answer that is no JSON. */
  readonly text?: string;
}

export type Planner = (call: ReceivedCall) => PlannedAnswer;

/** A server that speaks the parts of the OpenAI API which Evenhand uses, and says what the test wants. */
export interface FakeOpenAi {
  /** What OPENAI_BASE_URL is set to. */
  readonly baseUrl: string;
  /** Every request that arrived, in order. */
  readonly calls: readonly ReceivedCall[];
  count(endpoint: Endpoint): number;
  /** From now on answers of an endpoint come from here. */
  answer(endpoint: Endpoint, planner: Planner | PlannedAnswer): void;
  /** The next calls of an endpoint, one answer each, before `answer` is asked again. */
  next(endpoint: Endpoint, ...answers: PlannedAnswer[]): void;
  /** Resolves when the endpoint has been called that often in all. */
  called(endpoint: Endpoint, times?: number): Promise<void>;
  forget(): void;
  stop(): Promise<void>;
}

/** Starts it on this machine. @param port any free one when 0 */
export async function startFakeOpenAi(port = 0): Promise<FakeOpenAi> {
  const calls: ReceivedCall[] = [];
  const planners = new Map<Endpoint, Planner>();
  const onceOnly = new Map<Endpoint, PlannedAnswer[]>();

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await receive(request);
    if (!call)
      return send(response, 404, { error: { message: 'There is no such endpoint.', code: 'not_found' } });
    // Whoever asks what the server can do asks about no answer of anybody: it is answered, and no test counts it.
    if (isProbe(call)) return answerAs({ text: '' }, call, response);
    const planned =
      onceOnly.get(call.endpoint)?.shift() ??
      planners.get(call.endpoint)?.(call) ??
      ({} satisfies PlannedAnswer);
    calls.push(call);
    server.emit('called');
    await answerAs(planned, call, response);
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  const count = (endpoint: Endpoint) => calls.filter((call) => call.endpoint === endpoint).length;

  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    calls,
    count,
    answer: (endpoint, planner) => {
      planners.set(endpoint, typeof planner === 'function' ? planner : () => planner);
    },
    next: (endpoint, ...answers) => {
      onceOnly.set(endpoint, [...(onceOnly.get(endpoint) ?? []), ...answers]);
    },
    called: async (endpoint, times = 1) => {
      while (count(endpoint) < times) await once(server, 'called');
    },
    forget: () => {
      calls.length = 0;
      planners.clear();
      onceOnly.clear();
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answerAs(planned: PlannedAnswer, call: ReceivedCall, response: ServerResponse): Promise<void> {
  await planned.after;
  if (planned.delayMs) await wait(planned.delayMs);
  if (planned.hang) return;
  if (planned.cut === 'before') {
    response.destroy();
    return;
  }
  const headers = planned.headers ?? {};
  if (planned.status !== undefined && planned.status >= 400) {
    const code = planned.status === 429 ? 'rate_limit_exceeded' : 'planned_error';
    const error = { message: `Planned status ${planned.status}.`, type: 'error', code };
    return send(response, planned.status, planned.raw ?? { error }, headers);
  }
  const answer = planned.raw ?? bodyOf(planned, call);
  if (planned.cut === 'middle') {
    const bytes = typeof answer === 'string' ? answer : JSON.stringify(answer);
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(bytes),
    });
    response.write(bytes.slice(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return;
  }
  send(response, planned.status ?? 200, answer, headers);
}

/** The made-up sound of two seconds that engines are asked with. */
const isProbe = ({ file }: ReceivedCall): boolean =>
  file?.name === 'answer.wav' && file.bytes === 44 + 64_000;

function bodyOf(planned: PlannedAnswer, call: ReceivedCall): unknown {
  switch (call.endpoint) {
    case 'transcriptions':
      return transcriptionAnswer(planned, call);
    case 'responses':
      return responsesAnswer(planned, call);
    case 'chat':
      return chatAnswer(planned, call);
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function receive(request: IncomingMessage): Promise<ReceivedCall | null> {
  const endpoint = endpoints[new URL(request.url ?? '/', 'http://localhost').pathname];
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (endpoint === undefined || request.method !== 'POST') return null;
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  const form = type.startsWith('multipart/form-data');
  const body = form ? null : (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>);
  const fields = form ? await formOf(bytes, type) : { values: body ?? {}, file: null };
  return {
    endpoint,
    model: String(fields.values['model'] ?? ''),
    authorization: request.headers.authorization ?? '',
    body: fields.values,
    file: fields.file,
  };
}

async function formOf(
  bytes: Buffer,
  type: string,
): Promise<{ values: Record<string, unknown>; file: ReceivedCall['file'] }> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const values: Record<string, unknown> = {};
  let file: ReceivedCall['file'] = null;
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      values[name] = value;
      continue;
    }
    const content = Buffer.from(await value.arrayBuffer());
    const sha256 = createHash('sha256').update(content).digest('hex');
    file = { name: value.name, type: value.type, bytes: content.length, sha256 };
  }
  return { values, file };
}

if (import.meta.main) {
  const { baseUrl } = await startFakeOpenAi(Number(process.argv[2] ?? 0));
  process.stdout.write(`OPENAI_BASE_URL=${baseUrl}\n`);
}
