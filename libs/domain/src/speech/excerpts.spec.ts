import fc from 'fast-check';

import type { Span } from '../media/voice';
import { excerptsOf, inRecording, isWhole, LONG_EXCERPTS, SHORT_EXCERPTS } from './excerpts';

const silence = (startMs: number, endMs: number): Span => ({ startMs, endMs });

describe('excerptsOf', () => {
  it('leaves a recording without long silences as it is', () => {
    const excerpts = excerptsOf([silence(2_000, 2_400), silence(9_600, 10_000)], 10_000, LONG_EXCERPTS);
    expect(excerpts).toEqual([{ spans: [{ startMs: 0, endMs: 10_000 }], durationMs: 10_000 }]);
    expect(isWhole(excerpts, 10_000)).toBe(true);
  });

  it('takes long silences out and leaves a little on either side', () => {
    const silences = [silence(0, 5_000), silence(8_000, 20_000), silence(25_000, 60_000)];
    const excerpts = excerptsOf(silences, 60_000, LONG_EXCERPTS);
    expect(excerpts).toEqual([
      {
        spans: [
          { startMs: 4_750, endMs: 8_250 },
          { startMs: 19_750, endMs: 25_250 },
        ],
        durationMs: 9_000,
      },
    ]);
    expect(isWhole(excerpts, 60_000)).toBe(false);
  });

  it('has nothing to hear where nobody spoke', () => {
    expect(excerptsOf([silence(0, 60_000)], 60_000, SHORT_EXCERPTS)).toEqual([]);
  });

  it('ends at a pause after fifteen seconds, and without any after thirty', () => {
    const pauses = [silence(10_000, 10_500), silence(18_000, 18_400), silence(40_000, 40_400)];
    const lengths = excerptsOf(pauses, 100_000, SHORT_EXCERPTS).map(({ durationMs }) => durationMs);
    expect(lengths).toEqual([18_200, 22_000, 30_000, 29_800]);
  });

  it('keeps all speech, once, in order, in excerpts that are never too long', () => {
    const lengths = fc.array(fc.integer({ min: 50, max: 90_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lengths, fc.boolean(), fc.boolean(), (stretches, silentFirst, short) => {
        const rules = short ? SHORT_EXCERPTS : LONG_EXCERPTS;
        const silences: Span[] = [];
        let at = 0;
        for (const [index, length] of stretches.entries()) {
          if ((index % 2 === 0) === silentFirst) silences.push(silence(at, at + length));
          at += length;
        }
        const excerpts = excerptsOf(silences, at, rules);
        const spans = excerpts.flatMap((excerpt) => excerpt.spans);
        for (const [index, { startMs, endMs }] of spans.entries()) {
          expect(endMs).toBeGreaterThan(startMs);
          expect(startMs).toBeGreaterThanOrEqual(spans[index - 1]?.endMs ?? 0);
        }
        for (const { durationMs } of excerpts) expect(durationMs).toBeLessThanOrEqual(rules.mostMs);
        const heard = (ms: number) => spans.some(({ startMs, endMs }) => ms >= startMs && ms <= endMs);
        const silent = (ms: number) => silences.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
        for (let ms = 0; ms < at; ms += 500) expect(heard(ms) || silent(ms)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('inRecording', () => {
  const excerpt = {
    spans: [
      { startMs: 1_000, endMs: 3_000 },
      { startMs: 10_000, endMs: 12_000 },
    ],
    durationMs: 4_000,
  };

  it.each([
    [0, 1_000],
    [1_500, 2_500],
    [2_500, 10_500],
    [4_000, 12_000],
    [9_000, 12_000],
  ])('places %d ms at %d ms', (ms, at) => {
    expect(inRecording(excerpt, ms)).toBe(at);
  });
});
