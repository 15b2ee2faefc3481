import fc from 'fast-check';

import { isClipped, isSilent, SoundMeter, SPEECH_RATE } from './sound';
import type { SoundReport } from './sound';

/** One stretch of a built signal: a tone, or silence with a little noise. */
interface Stretch {
  readonly ms: number;
  /** 0–1 of full scale. */
  readonly amplitude: number;
  readonly hertz?: number;
}

/** Deterministic noise, so that a failure can be repeated. */
function* noise(): Generator<number, never> {
  for (let state = 42; ;) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 31 - 1;
  }
}

function built(stretches: readonly Stretch[], noiseAmplitude = 0): Int16Array {
  const hiss = noise();
  const samples = stretches.flatMap(({ ms, amplitude, hertz = 440 }) =>
    Array.from({ length: (ms * SPEECH_RATE) / 1000 }, (_, index) => {
      const tone = amplitude * Math.sin((2 * Math.PI * hertz * index) / SPEECH_RATE);
      return Math.max(
        -32_768,
        Math.min(32_767, Math.round((tone + noiseAmplitude * hiss.next().value) * 32_767)),
      );
    }),
  );
  return Int16Array.from(samples);
}

function heard(samples: Int16Array, pieces: readonly number[] = [4096]): SoundReport {
  const meter = new SoundMeter();
  for (let at = 0, turn = 0; at < samples.length; turn++) {
    const length = pieces[turn % pieces.length] ?? 1;
    meter.add(samples.subarray(at, at + length));
    at += length;
  }
  return meter.finish();
}

const speech = (ms: number): Stretch => ({ ms, amplitude: 0.3 });
const pause = (ms: number): Stretch => ({ ms, amplitude: 0 });

describe('loudness', () => {
  it('reads a 997 Hz tone at full scale as −3.01 LUFS, the reference of BS.1770', () => {
    const { loudness } = heard(built([{ ms: 3000, amplitude: 1, hertz: 997 }]));
    expect(loudness).toBeCloseTo(-3.01, 1);
  });

  it.each([0.5, 0.1, 0.02])('falls by 20 dB per factor of ten (amplitude %d)', (amplitude) => {
    const { loudness } = heard(built([{ ms: 3000, amplitude, hertz: 997 }]));
    expect(loudness).toBeCloseTo(-3.01 + 20 * Math.log10(amplitude), 1);
  });

  it('leaves pauses out: the gate makes half silence as loud as no silence', () => {
    const whole = heard(built([speech(6000)])).loudness ?? 0;
    const half = heard(built([speech(3000), pause(6000), speech(3000)])).loudness ?? 0;
    expect(Math.abs(whole - half)).toBeLessThan(0.3);
  });

  it('is absent for silence and for less than 400 ms', () => {
    expect(heard(built([pause(2000)])).loudness).toBeNull();
    expect(heard(built([speech(390)])).loudness).toBeNull();
  });
});

describe('peaks', () => {
  it.each([100, 1000, 5000])('shows how loud a tone is, not how high (%d Hz)', (hertz) => {
    const { peaks } = heard(built([{ ms: 2000, amplitude: 0.5, hertz }]));
    const lows = peaks.data.filter((_, index) => index % 2 === 0);
    const highs = peaks.data.filter((_, index) => index % 2 === 1);
    expect(Math.min(...lows)).toBeGreaterThanOrEqual(-65);
    expect(Math.max(...highs)).toBe(64);
    expect(Math.max(...lows)).toBeLessThan(-50);
  });

  it.each([1, 999, 17_999, 18_001, 100_000])('has at most 1800 pixels that cover %d ms', (ms) => {
    const { peaks } = heard(new Int16Array((ms * SPEECH_RATE) / 1000));
    expect(peaks.length).toBeLessThanOrEqual(1800);
    expect(peaks.data).toHaveLength(peaks.length * 2);
    expect(peaks.length * peaks.samples_per_pixel).toBeGreaterThanOrEqual(ms * 16);
    expect((peaks.length - 1) * peaks.samples_per_pixel).toBeLessThan(ms * 16);
  });

  it('is empty for no sound at all', () => {
    expect(heard(new Int16Array()).peaks).toMatchObject({ length: 0, data: [] });
  });
});

describe('voiced spans', () => {
  it('finds two sentences in a noisy room', () => {
    const report = heard(built([pause(2000), speech(3000), pause(2000), speech(1500), pause(1500)], 0.01));
    expect(report.voiced).toEqual([
      { startMs: 1900, endMs: 5100 },
      { startMs: 6900, endMs: 8600 },
    ]);
    expect(report.voicedMs).toBe(4900);
    expect(report.silences).toEqual([
      { startMs: 0, endMs: 1900 },
      { startMs: 5100, endMs: 6900 },
      { startMs: 8600, endMs: 10_000 },
    ]);
  });

  it('finds one short answer in a long silence, and soft speech after loud', () => {
    expect(heard(built([pause(30_000), speech(800), pause(30_000)], 0.003)).voiced).toHaveLength(1);
    const soft = heard(built([speech(3000), pause(1000), { ms: 3000, amplitude: 0.03 }, pause(1000)], 0.002));
    expect(soft.voiced).toHaveLength(2);
  });

  it('keeps a breath inside a sentence and drops a click outside it', () => {
    const report = heard(
      built([pause(1000), speech(40), pause(2000), speech(1000), pause(200), speech(1000)]),
    );
    expect(report.voiced).toEqual([{ startMs: 2940, endMs: 5240 }]);
  });

  it('hears nobody in silence or in a soft hum, and somebody in an even voice', () => {
    expect(isSilent(heard(built([pause(5000)])))).toBe(true);
    expect(isSilent(heard(built([pause(5000)], 0.003)))).toBe(true);
    expect(heard(built([speech(5000)])).voiced).toEqual([{ startMs: 0, endMs: 5000 }]);
  });

  it('splits any recording into voice and silence without gap or overlap', () => {
    const stretch = fc.record({
      ms: fc.integer({ min: 1, max: 120 }).map((tens) => tens * 10),
      amplitude: fc.constantFrom(0, 0.001, 0.02, 0.3, 0.99),
    });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 8 }), (stretches) => {
        const { voiced, silences, durationMs } = heard(built(stretches, 0.001));
        const spans = [...voiced, ...silences].sort((a, b) => a.startMs - b.startMs);
        let at = 0;
        for (const { startMs, endMs } of spans) {
          expect(startMs).toBe(at);
          expect(endMs).toBeGreaterThan(startMs);
          at = endMs;
        }
        expect(at).toBe(durationMs);
      }),
      { numRuns: 25 },
    );
  });
});

describe('SoundMeter', () => {
  it('hears the same whatever the pieces the sound arrives in', () => {
    const samples = built([speech(900), pause(700), { ms: 500, amplitude: 1.2 }], 0.005);
    const whole = heard(samples, [samples.length]);
    const pieces = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pieces, (lengths) => {
        const report = heard(samples, lengths);
        expect({ ...report, loudness: 0 }).toEqual({ ...whole, loudness: 0 });
        expect(report.loudness).toBeCloseTo(whole.loudness ?? NaN, 9);
      }),
      { numRuns: 12 },
    );
  });

  it('counts samples at the edge of the range', () => {
    const clipped = heard(built([{ ms: 1000, amplitude: 2 }]));
    expect(clipped.clippedRatio).toBeGreaterThan(0.6);
    expect(isClipped(clipped)).toBe(true);
    expect(heard(built([speech(1000)])).clippedRatio).toBe(0);
  });
});
