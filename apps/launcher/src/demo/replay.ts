/**
 * The replay server of the demo: answers like an OpenAI-compatible server, with texts written beforehand for the demo's
 * clips. No model runs. What it does not know, it does not make up: foreign audio gets an empty transcript, foreign text no
 * quotes and no level.
 *
 * Started by the launcher with HOST and PORT; stops on SIGTERM.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { answerQuestion, type AskedInSchema } from './replay-language.ts';
import { transcribeFlac } from './replay-speech.ts';

/** Largest request that is read: an hour of FLAC. */
const limitBytes = 128 * 1024 * 1024;

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: String(error), type: 'server_error' } }));
  });
});
server.listen(Number(process.env['PORT']), process.env['HOST'] ?? '127.0.0.1');
process.once('SIGTERM', () => server.close(() => process.exit(0)));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readAll(request);
  const send = (status: number, json: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
  };
  const { pathname } = new URL(request.url ?? '/', 'http://replay');
  switch (`${request.method} ${pathname}`) {
    case 'GET /v1/models':
      return send(200, {
        object: 'list',
        data: [{ id: 'replay', object: 'model', owned_by: 'evenhand-demo' }],
      });
    case 'POST /v1/audio/transcriptions':
      return send(200, transcribeFlac(body));
    case 'POST /v1/responses':
      return send(200, asResponse(answerQuestion(readResponses(body))));
    case 'POST /v1/chat/completions':
      return send(200, asCompletion(answerQuestion(readChat(body))));
    default:
      return send(404, {
        error: {
          message: 'The replay server of the demo knows no such address.',
          type: 'invalid_request_error',
        },
      });
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > limitBytes) throw new Error('The request is too large for the replay server.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function readResponses(body: Buffer): AskedInSchema {
  const asked = JSON.parse(body.toString('utf8')) as { input: string; text: { format: { name: string } } };
  return { schemaName: asked.text.format.name, user: asked.input };
}

function readChat(body: Buffer): AskedInSchema {
  const asked = JSON.parse(body.toString('utf8')) as {
    messages: { role: string; content: string }[];
    response_format: { json_schema: { name: string } };
  };
  const user = asked.messages.find((message) => message.role === 'user')?.content ?? '';
  return { schemaName: asked.response_format.json_schema.name, user };
}

const usage = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

function asResponse(json: unknown): unknown {
  const content = [{ type: 'output_text', text: JSON.stringify(json), annotations: [] }];
  const output = [{ id: 'msg_replay', type: 'message', role: 'assistant', status: 'completed', content }];
  return { id: 'resp_replay', object: 'response', status: 'completed', model: 'replay', output, usage };
}

function asCompletion(json: unknown): unknown {
  const message = { role: 'assistant', content: JSON.stringify(json), refusal: null };
  return {
    id: 'chat_replay',
    object: 'chat.completion',
    model: 'replay',
    choices: [{ index: 0, finish_reason: 'stop', message }],
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  };
}
