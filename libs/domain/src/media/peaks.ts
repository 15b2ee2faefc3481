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
const HIGHEST = 32_767;
const LOWEST = -32_768;

/**
 * Collects the waveform of a stream of unknown length: extremes of short stretches first, joined to at most 1800 pixels
 * of equal width at the end.
 */
export class PeakMeter {
  private readonly stretch: number;
  private minima = new Int16Array(4096);
  private maxima = new Int16Array(4096);
  private stretches = 0;
  private filled = 0;
  private minimum = HIGHEST;
  private maximum = LOWEST;

  constructor(private readonly sampleRate: number) {
    this.stretch = Math.max(1, Math.round(sampleRate / 100));
  }

  add(samples: Int16Array): void {
    let at = 0;
    while (at < samples.length) {
      const end = Math.min(samples.length, at + this.stretch - this.filled);
      let { minimum, maximum } = this;
      for (let index = at; index < end; index++) {
        const sample = samples[index] ?? 0;
        if (sample < minimum) minimum = sample;
        if (sample > maximum) maximum = sample;
      }
      this.minimum = minimum;
      this.maximum = maximum;
      this.filled += end - at;
      at = end;
      if (this.filled === this.stretch) this.close();
    }
  }

  finish(): Peaks {
    if (this.filled > 0) this.close();
    const joined = Math.max(1, Math.ceil(this.stretches / MOST_PIXELS));
    const length = Math.ceil(this.stretches / joined);
    const pixels = new Array<number>(length * 2);
    for (let pixel = 0; pixel < length; pixel++) {
      const from = pixel * joined;
      const to = Math.min(this.stretches, from + joined);
      // audiowaveform drops the lower eight bits, rounding down.
      pixels[pixel * 2] = this.minima.subarray(from, to).reduce((a, b) => (a < b ? a : b)) >> 8;
      pixels[pixel * 2 + 1] = this.maxima.subarray(from, to).reduce((a, b) => (a > b ? a : b)) >> 8;
    }
    return {
      version: 2,
      channels: 1,
      sample_rate: this.sampleRate,
      samples_per_pixel: joined * this.stretch,
      bits: 8,
      length,
      data: pixels,
    };
  }

  private close(): void {
    if (this.stretches === this.minima.length) {
      this.minima = doubled(this.minima);
      this.maxima = doubled(this.maxima);
    }
    this.minima[this.stretches] = this.minimum;
    this.maxima[this.stretches] = this.maximum;
    this.stretches += 1;
    this.filled = 0;
    this.minimum = HIGHEST;
    this.maximum = LOWEST;
  }
}

function doubled(array: Int16Array<ArrayBuffer>): Int16Array<ArrayBuffer> {
  const larger = new Int16Array(array.length * 2);
  larger.set(array);
  return larger;
}
