import { createServer } from 'node:net';
import { languageModelConformance, type NextAnswer } from '@evenhand/domain/testing';
import {
  startFakeOpenAi,
  type FakeOpenAi,
  type PlannedAnswer,
} from '../../../../tests/support/fake-openai-server';
import { languageModelOf } from './language-model-of';
import { OpenAiModel } from './openai-model.adapter';

const endpoints = { responses: 'responses', chat: 'chat' } as const;

function planned(answer: NextAnswer): PlannedAnswer {
  if (typeof answer === 'object') return answer;
  switch (answer) {
    case 'refuses':
      return { refusal: 'I cannot help with that.' };
    case 'is cut off':
      return { incomplete: true, json: { level: 4 } };
    case 'is overloaded':
      return { status: 503 };
    case 'cannot be reached':
      return { cut: 'before' };
    case 'does not know the key':
      return { status: 401 };
  }
}

const request = {
  system: 'Read the quotes.',
  user: 'Q1: …',
  schemaName: 'rating',
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
  maxOutputTokens: 900,
};

describe.each(['responses', 'chat'] as const)('a server that speaks %s', (dialect) => {
  let server: FakeOpenAi;
  const model = (timeoutMs = 10_000) =>
    new OpenAiModel({ baseUrl: server.baseUrl, apiKey: undefined, model: 'small-1', dialect, timeoutMs });

  beforeAll(async () => {
    server = await startFakeOpenAi();
  });
  beforeEach(() => server.forget());
  afterAll(() => server.stop());

  languageModelConformance(`OpenAiModel (${dialect})`, () =>
    Promise.resolve({
      model: model(),
      next: (answer: NextAnswer) => server.answer(endpoints[dialect], planned(answer)),
    }),
  );

  it('is asked for JSON by the schema and sent nothing a server may not know', async () => {
    await model().ask(request);
    const { body, authorization } = server.calls[0] ?? {};
    const form = { type: 'json_schema', name: 'rating', schema: request.schema, strict: true };
    expect(body).toEqual(
      dialect === 'responses'
        ? {
            model: 'small-1',
            instructions: request.system,
            input: request.user,
            max_output_tokens: 900,
            store: false,
            text: { format: form },
          }
        : {
            model: 'small-1',
            messages: [
              { role: 'system', content: request.system },
              { role: 'user', content: request.user },
            ],
            max_tokens: 900,
            response_format: {
              type: 'json_schema',
              json_schema: { name: form.name, schema: form.schema, strict: true },
            },
          },
    );
    expect(authorization).toBe('Bearer none');
  });

  it('is asked once more after a fault, and not oftener', async () => {
    server.next(endpoints[dialect], { status: 500 });
    expect(await model().ask(request)).toMatchObject({ kind: 'answer' });
    expect(server.count(endpoints[dialect])).toBe(2);
    server.answer(endpoints[dialect], { status: 500 });
    await expect(model().ask(request)).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(server.count(endpoints[dialect])).toBe(4);
  });

  it('says how long an overloaded server wants to be left alone', async () => {
    server.answer(endpoints[dialect], { status: 429, headers: { 'retry-after': '0.2' } });
    await expect(model().ask(request)).rejects.toMatchObject({ retryable: true, waitMs: 200 });
  });

  it.each([400, 403, 404, 422])('is not asked again after a %i', async (status) => {
    server.answer(endpoints[dialect], { status });
    await expect(model().ask(request)).rejects.toMatchObject({
      code: 'engine-refused',
      retryable: false,
      status,
    });
    expect(server.count(endpoints[dialect])).toBe(1);
  });

  it('gives up waiting', async () => {
    server.answer(endpoints[dialect], { hang: true });
    await expect(model(200).ask(request)).rejects.toMatchObject({ code: 'engine-unavailable' });
  });

  it.each([{ raw: '<html>Bad gateway</html>' }, { raw: '{}' }, { cut: 'middle' as const }])(
    'may be asked again after an answer that is none (%j)',
    async (answer) => {
      server.answer(endpoints[dialect], answer);
      await expect(model().ask(request)).rejects.toMatchObject({
        code: 'engine-unavailable',
        retryable: true,
      });
    },
  );

  it('keeps what the server writes about a request out of its errors', async () => {
    const raw = JSON.stringify({ error: { message: 'The canary sentence of the candidate', code: 'bad' } });
    server.answer(endpoints[dialect], { status: 400, raw });
    const error = await model()
      .ask(request)
      .catch((raised: unknown) => raised);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error as object))).not.toContain('canary');
    expect((error as Error).cause).toBeUndefined();
  });
});

describe('which model', () => {
  const settings = {
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_API_KEY: 'key',
    SUMMARY_DIALECT: 'chat',
    SUMMARY_TIMEOUT_SECONDS: 5,
  } as const;

  it('is none without SUMMARY_MODEL', async () => {
    const none = languageModelOf({ ...settings, SUMMARY_MODEL: undefined });
    expect(none.engine()).toBeNull();
    await expect(none.ask(request)).rejects.toMatchObject({ code: 'engine-refused' });
  });

  it('is named with the host it lives at', () => {
    expect(languageModelOf({ ...settings, SUMMARY_MODEL: 'small-1' }).engine()).toEqual({
      provider: '127.0.0.1:9',
      model: 'small-1',
      dialect: 'chat',
    });
  });

  it('cannot be reached where nobody listens', async () => {
    const port = await freePort();
    const model = languageModelOf({
      ...settings,
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      SUMMARY_MODEL: 'small-1',
    });
    await expect(model.ask(request)).rejects.toMatchObject({ code: 'engine-unavailable', retryable: true });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('none')),
      );
    });
  });
}
