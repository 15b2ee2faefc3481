import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { speechConformance } from '@evenhand/domain/testing';
import { startFakeOpenAi, type FakeOpenAi } from '../../../../tests/support/fake-openai-server';
import { NoSpeech } from './no-speech.adapter';
import { OpenAiSpeech } from './openai-speech.adapter';
import { openSpeech } from './open-speech';

let server: FakeOpenAi;
beforeAll(async () => {
  server = await startFakeOpenAi();
});
afterEach(() => server.forget());
afterAll(() => server.stop());

const open = (options: { timeoutMs?: number; apiKey?: string } = {}) =>
  new OpenAiSpeech({ baseUrl: server.baseUrl, model: 'some-model', ...options });

speechConformance('OpenAiSpeech', () =>
  Promise.resolve({
    speech: open(),
    says: (text) => server.answer('transcriptions', { text }),
    fails: (how) => server.answer('transcriptions', how === 'away' ? { cut: 'before' } : { status: 503 }),
  }),
);

describe('OpenAiSpeech', () => {
  const audioPath = path.join(tmpdir(), `evenhand-speech-${crypto.randomUUID()}.flac`);
  const request = { audioPath, durationMs: 60_000, language: 'en-GB' };
  beforeAll(() => writeFile(audioPath, 'fLaC and some sound'));

  it('sends the whole file with its format and nothing a server might not know', async () => {
    await open({ apiKey: 'hush' }).transcribe(request);
    const [call] = server.calls;
    expect(call).toMatchObject({
      authorization: 'Bearer hush',
      file: { name: 'answer.flac', type: 'audio/flac', bytes: 19 },
      body: { model: 'some-model', response_format: 'verbose_json', language: 'en' },
    });
    expect(Object.keys(call?.body ?? {}).sort()).toEqual(['language', 'model', 'response_format']);
  });

  it('takes times, confidence and language from the answer', async () => {
    server.answer('transcriptions', { text: 'One. Two.' });
    const { segments, language } = await open().transcribe(request);
    expect(segments).toEqual([
      { startMs: 0, endMs: 3_000, text: 'One.', confidence: Math.exp(-0.2) },
      { startMs: 3_000, endMs: 6_000, text: 'Two.', confidence: Math.exp(-0.2) },
    ]);
    expect(language).toBe('en');
  });

  it('asks plainly when times are refused, and remembers it', async () => {
    server.answer('transcriptions', ({ body }) =>
      body['response_format'] === 'verbose_json' ? { status: 400 } : { text: 'Plain words.' },
    );
    const speech = open();
    const first = await speech.transcribe(request);
    expect(first.segments).toEqual([{ startMs: 0, endMs: 60_000, text: 'Plain words.' }]);
    await speech.transcribe(request);
    expect(server.calls.map(({ body }) => body['response_format'])).toEqual(['verbose_json', 'json', 'json']);
  });

  it('does not blame the form when the file is refused in either', async () => {
    server.next('transcriptions', { status: 400 }, { status: 400 });
    const speech = open();
    await expect(speech.transcribe(request)).rejects.toMatchObject({ code: 'engine-refused', status: 400 });
    await speech.transcribe(request);
    expect(server.calls.at(-1)?.body['response_format']).toBe('verbose_json');
  });

  it.each([401, 403, 404, 413])('gives up on status %i', async (status) => {
    server.answer('transcriptions', { status });
    await expect(open().transcribe(request)).rejects.toMatchObject({
      code: 'engine-refused',
      retryable: false,
      status,
    });
    expect(server.count('transcriptions')).toBe(1);
  });

  it('keeps the wait that the server asks for', async () => {
    server.answer('transcriptions', {
      status: 429,
      headers: { 'retry-after-ms': '40', 'retry-after': '90' },
    });
    await expect(open().transcribe(request)).rejects.toMatchObject({ retryable: true, waitMs: 40 });
    server.answer('transcriptions', { status: 429, headers: { 'retry-after': '0' } });
    await expect(open().transcribe(request)).rejects.toMatchObject({ retryable: true, waitMs: 0 });
  });

  it('tries a second time by itself, with the whole file again', async () => {
    server.next('transcriptions', { cut: 'before' }, { text: 'Here after all.' });
    expect((await open().transcribe(request)).text).toBe('Here after all.');
    expect(server.calls.map(({ file }) => file?.bytes)).toEqual([19, 19]);
  });

  it('tries again later when an answer breaks off', async () => {
    server.answer('transcriptions', { cut: 'middle' });
    await expect(open().transcribe(request)).rejects.toMatchObject({
      code: 'engine-unavailable',
      retryable: true,
    });
  });

  it('does not wait for ever', async () => {
    server.answer('transcriptions', { hang: true });
    await expect(open({ timeoutMs: 150 }).transcribe(request)).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
  });

  it.each(['<html>hello</html>', '{"words": []}', 'null'])(
    'does not take %j for a transcript',
    async (raw) => {
      server.answer('transcriptions', { raw });
      await expect(open().transcribe(request)).rejects.toMatchObject({ code: 'engine-unavailable' });
    },
  );
});

describe('the settings', () => {
  it('name an engine when model and address are given', () => {
    const speech = openSpeech({ SPEECH_MODEL: 'some-model', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
    expect(speech.engine()).toEqual({ name: 'openai', model: 'some-model', host: '127.0.0.1:9' });
  });

  it('name none otherwise', () => {
    expect(openSpeech({})).toBeInstanceOf(NoSpeech);
    expect(openSpeech({ SPEECH_ENGINE: 'none', SPEECH_MODEL: 'm', OPENAI_API_KEY: 'k' }).engine()).toBeNull();
    expect(openSpeech({ OPENAI_API_KEY: 'k' }).engine()).toBeNull();
  });

  it('are refused when an engine is asked for and no model is named', () => {
    expect(() => openSpeech({ SPEECH_ENGINE: 'openai', OPENAI_API_KEY: 'k' })).toThrow(/needs SPEECH_MODEL/);
  });
});
