import { FakeSpeech } from '../testing/speech-to-text.fake';
import { StillClock } from '../testing/clock.fake';
import { EngineRefused, EngineUnavailable } from '../trouble/engine.errors';
import { EngineGate } from './engine-gate';
import { GatedSpeech } from './gated-engines';
import { rateLimitsOf } from './rate-limits';

describe('rateLimitsOf', () => {
  const limits = (headers: Record<string, string>) => rateLimitsOf((name) => headers[name] ?? null);

  it.each([
    ['1s', 1_000],
    ['6m0s', 360_000],
    ['120ms', 120],
    ['1h2m3.5s', 3_723_500],
    ['20', 20_000],
  ])('waits %s when nothing is left', (reset, resetMs) => {
    expect(limits({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': reset })).toEqual({
      spent: true,
      resetMs,
    });
  });

  it.each([
    {},
    { 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '1s' },
    { 'x-ratelimit-remaining-requests': '0' },
    { 'x-ratelimit-remaining-requests': '', 'x-ratelimit-reset-requests': '1s' },
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': 'soon' },
  ])('goes on with %j', (headers) => {
    expect(limits(headers).spent).toBe(false);
  });

  it('waits for whatever takes longest', () => {
    const headers = {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '90s',
    };
    expect(limits(headers)).toEqual({ spent: true, resetMs: 90_000 });
  });
});

describe('EngineGate', () => {
  it('closes for as long as the provider says', () => {
    const gate = new EngineGate();
    gate.heard({ spent: true, resetMs: 5_000 }, 1_000);
    expect([gate.holdMs(1_000), gate.holdMs(4_000), gate.holdMs(6_000)]).toEqual([5_000, 2_000, 0]);
    gate.failed(10_000, 40_000);
    expect(gate.holdMs(10_000)).toBe(40_000);
  });

  it('closes after five failures in a row, longer each time, and no longer than ten minutes', () => {
    const gate = new EngineGate();
    let now = 0;
    const pauses = Array.from({ length: 12 }, () => {
      gate.failed(now);
      const pause = gate.holdMs(now);
      now += pause;
      return pause;
    });
    expect(pauses.slice(0, 7)).toEqual([0, 0, 0, 0, 30_000, 60_000, 120_000]);
    expect(pauses.at(-1)).toBe(600_000);
  });

  it('forgets failures with the first answer', () => {
    const gate = new EngineGate();
    for (let failure = 0; failure < 4; failure++) gate.failed(0);
    gate.answered();
    gate.failed(0);
    expect(gate.holdMs(0)).toBe(0);
  });
});

describe('an engine behind a gate', () => {
  const sound = { bytes: new Uint8Array(1), mediaType: 'audio/wav' as const };
  const request = { sound, durationMs: 1_000, language: 'en', times: true };
  const clock = new StillClock();

  it('is not asked while the gate is closed, and is asked again afterwards', async () => {
    const speech = new FakeSpeech();
    const gated = new GatedSpeech(speech, new EngineGate(), clock);
    speech.fail(new EngineUnavailable('It', { waitMs: 60_000 }));
    await expect(gated.transcribe(request)).rejects.toMatchObject({ waitMs: 60_000 });
    expect(gated.holdMs()).toBe(60_000);
    clock.pass(20_000);
    await expect(gated.transcribe(request)).rejects.toMatchObject({
      code: 'engine-unavailable',
      waitMs: 40_000,
    });
    expect(speech.requests).toHaveLength(1);
    clock.pass(40_000);
    expect((await gated.transcribe(request)).text).not.toBe('');
    expect(gated.holdMs()).toBe(0);
  });

  it('keeps the gate open for a refusal: whoever refuses is there', async () => {
    const speech = new FakeSpeech();
    const gated = new GatedSpeech(speech, new EngineGate(), clock);
    for (let refusal = 0; refusal < 9; refusal++) {
      speech.fail(new EngineRefused('It', 401));
      await expect(gated.transcribe(request)).rejects.toMatchObject({ code: 'engine-refused' });
    }
    expect(gated.holdMs()).toBe(0);
  });
});
