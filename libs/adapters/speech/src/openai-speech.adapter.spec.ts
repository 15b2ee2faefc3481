import { wavOf, type RateLimits } from '@evenhand/domain';
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
  const sound = { bytes: new TextEncoder().encode('fLaC and some sound'), mediaType: 'audio/flac' as const };
  const request = { sound, durationMs: 60_000, language: 'en-GB', times: true };
  const clip = {
    bytes: wavOf(new Int16Array(160), [{ startMs: 0, endMs: 10 }]),
    mediaType: 'audio/wav' as const,
  };

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

  it('asks plainly where times are not to be had', async () => {
    server.answer('transcriptions', { text: 'Plain words.' });
    const { segments } = await open().transcribe({ ...request, times: false });
    expect(segments).toEqual([{ startMs: 0, endMs: 60_000, text: 'Plain words.' }]);
    expect(server.calls.map(({ body }) => body)).toEqual([{ model: 'some-model', response_format: 'json' }]);
  });

  it('finds out by a clip whether times are to be had', async () => {
    expect(await open().probe(clip)).toEqual({ times: true });
    expect(server.calls[0]?.file).toMatchObject({ name: 'answer.wav', type: 'audio/wav' });
    server.answer('transcriptions', ({ body }) =>
      body['response_format'] === 'verbose_json' ? { status: 400 } : { text: '' },
    );
    expect(await open().probe(clip)).toEqual({ times: false });
    server.answer('transcriptions', { raw: '{"text": "words and no more"}' });
    expect(await open().probe(clip)).toEqual({ times: false });
  });

  it('does not blame the form when the clip is refused in either', async () => {
    server.answer('transcriptions', { status: 400 });
    await expect(open().probe(clip)).rejects.toMatchObject({ code: 'engine-refused', status: 400 });
    server.answer('transcriptions', { status: 503 });
    await expect(open().probe(clip)).rejects.toMatchObject({ code: 'engine-unavailable' });
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

  it('passes on what the server says is left', async () => {
    const heard: RateLimits[] = [];
    const speech = new OpenAiSpeech({
      baseUrl: server.baseUrl,
      model: 'some-model',
      onLimits: (limits) => heard.push(limits),
    });
    server.next('transcriptions', {
      headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '12s' },
    });
    await speech.transcribe(request);
    await speech.transcribe({ ...request, times: false });
    expect(heard).toEqual([
      { spent: true, resetMs: 12_000 },
      { spent: false, resetMs: 0 },
    ]);
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
