import type { WorkerDetail } from '@evenhand/contracts';
import { partsOf } from './readiness';

const now = Date.UTC(2026, 10, 24, 12);
const storage = { ok: true, say: 'fine' };
const detail: WorkerDetail = {
  pid: 1,
  queue: 'postgres',
  media: { engine: 'FFmpeg', version: '7.1', warnings: ['It is old.'] },
  speech: null,
  summaries: null,
  replay: false,
  mail: false,
};
const sign = (name: string, age: number, more: unknown = detail) => ({
  name,
  seenAt: new Date(now - age),
  detail: more,
});
const log = (age: number, more: object = {}) =>
  sign('log', age, { origin: 'example/1', damage: null, witnesses: 0, ...more });
const okOf = (parts: ReturnType<typeof partsOf>) =>
  Object.entries(parts)
    .filter(([, { ok }]) => !ok)
    .map(([name]) => name);

describe('readiness', () => {
  test('is there while worker and revealer gave a sign within thirty seconds', () => {
    const parts = partsOf([sign('worker', 30_000), sign('revealer', 0, {}), log(30_000)], storage, now);
    expect(okOf(parts)).toEqual([]);
    expect(parts.media.say).toBe('Recordings are prepared by FFmpeg 7.1. It is old.');
  });

  test('says in words what works without engines and mail server', () => {
    const { transcription, summaries, mail } = partsOf([sign('worker', 0)], storage, now);
    expect(transcription).toMatchObject({
      ok: true,
      say: expect.stringContaining('without a transcript') as string,
    });
    expect(summaries).toMatchObject({ ok: true, say: expect.stringContaining('without scores') as string });
    expect(mail).toMatchObject({ ok: true, say: expect.stringContaining('outbox') as string });
  });

  test('names the demo’s stand-in as one', () => {
    const speech = { name: 'openai', model: 'replay', host: '127.0.0.1:3390' };
    const summaries = { provider: '127.0.0.1:3390', model: 'replay', dialect: 'responses' };
    const parts = partsOf([sign('worker', 0, { ...detail, speech, summaries, replay: true })], storage, now);
    expect(parts.transcription.say).toContain('no recogniser runs');
    expect(parts.summaries.say).toContain('no model runs');
  });

  test('is lost with either of them', () => {
    expect(okOf(partsOf([sign('worker', 0), sign('revealer', 30_001, {}), log(0)], storage, now))).toEqual([
      'revealer',
    ]);
    expect(okOf(partsOf([sign('worker', 30_001), sign('revealer', 0, {}), log(0)], storage, now))).toEqual([
      'worker',
      'queue',
      'media',
      'transcription',
      'summaries',
      'mail',
    ]);
  });

  test('is lost without a program that prepares recordings', () => {
    const parts = partsOf(
      [sign('worker', 0, { ...detail, media: null }), sign('revealer', 0, {}), log(0)],
      storage,
      now,
    );
    expect(okOf(parts)).toEqual(['media']);
  });

  test('is lost without anybody who keeps the log, or with damage in it', () => {
    const partsWith = (...more: ReturnType<typeof sign>[]) =>
      partsOf([sign('worker', 0), sign('revealer', 0, {}), ...more], storage, now);
    expect(okOf(partsWith())).toEqual(['log']);
    expect(okOf(partsWith(log(30_001)))).toEqual(['log']);
    expect(partsWith(log(0, { damage: 'The log is not what it was.' })).log).toEqual({
      ok: false,
      say: 'The log is not what it was.',
    });
  });

  test('says whether anybody outside watches the log, and never how much is in it', () => {
    const say = (witnesses: number) =>
      partsOf([sign('revealer', 0, {}), log(0, { witnesses })], storage, now).log.say;
    expect(say(0)).toContain('unwitnessed');
    expect(say(1)).toContain('witnessed by one outsider');
    expect(say(2)).toContain('witnessed by 2 outsiders');
  });

  test('says that the rest is unknown while the database does not answer', () => {
    const parts = partsOf(null, storage, now);
    expect(parts.storage.ok).toBe(true);
    expect(okOf(parts)).toHaveLength(9);
  });
});
