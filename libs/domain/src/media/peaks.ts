import type { Stretches } from './stretches';

/**
 * Waveform in the JSON format of audiowaveform, version 2, as players read it: `data` holds a minimum and a maximum for
 * each pixel, 8 bit signed. https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md
 */
export interface Peaks {
  readonly version: 2;
  readonly channels: 1;
  readonly sample_rate: number;
  readonly samples_per_pixel: number;
  readonly bits: 8;
  /** Number of pixels. */
  readonly length: number;
  readonly data: readonly number[];
}

/** More pixels than a wide screen has are bytes for nothing. */
const MOST_PIXELS = 1800;

/** Joins stretches to at most 1800 pixels of equal width. */
export function peaksOf({ minima, maxima, sampleRate, samplesPerStretch }: Stretches): Peaks {
  const joined = Math.max(1, Math.ceil(minima.length / MOST_PIXELS));
  const length = Math.ceil(minima.length / joined);
  const extremes = Array.from({ length }, (_, pixel) => {
    const from = pixel * joined;
    // audiowaveform drops the lower eight bits, rounding down.
    return [
      Math.min(...minima.subarray(from, from + joined)) >> 8,
      Math.max(...maxima.subarray(from, from + joined)) >> 8,
    ];
  });
  return {
    version: 2,
    channels: 1,
    sample_rate: sampleRate,
    samples_per_pixel: joined * samplesPerStretch,
    bits: 8,
    length,
    data: extremes.flat(),
  };
}
