/** Length of a stretch: shorter than a syllable, longer than a period of the deepest voice. */
export const STRETCH_MS = 20;

/** A recording's sound as stretches of 20 ms: all that the waveform and the search for voice need to keep of it. */
export interface Stretches {
  readonly sampleRate: number;
  readonly samplesPerStretch: number;
  /** Samples of all stretches together; the last stretch may be short. */
  readonly samples: number;
  /** Smallest and largest sample of each stretch. */
  readonly minima: Int16Array;
  readonly maxima: Int16Array;
  /** Mean of the squares of each stretch's samples. */
  readonly meanSquares: Float64Array;
  /** Samples at or beyond the edge. */
  readonly atTheEdge: number;
}

const HIGHEST = 32_767;
const LOWEST = -32_768;

/** Collects stretches from a stream of samples of unknown length, in pieces of any size. */
export class StretchMeter {
  private readonly samplesPerStretch: number;
  private minima = new Int16Array(4096);
  private maxima = new Int16Array(4096);
  private meanSquares = new Float64Array(4096);
  private count = 0;
  private samples = 0;
  private atTheEdge = 0;
  private filled = 0;
  private minimum = HIGHEST;
  private maximum = LOWEST;
  private squares = 0;

  /** @param edge absolute value from which a sample counts as driven out of range */
  constructor(
    private readonly sampleRate: number,
    private readonly edge: number,
  ) {
    this.samplesPerStretch = Math.round((sampleRate * STRETCH_MS) / 1000);
  }

  add(samples: Int16Array): void {
    let at = 0;
    while (at < samples.length) {
      const end = Math.min(samples.length, at + this.samplesPerStretch - this.filled);
      this.look(samples, at, end);
      this.filled += end - at;
      at = end;
      if (this.filled === this.samplesPerStretch) this.close();
    }
    this.samples += samples.length;
  }

  finish(): Stretches {
    if (this.filled > 0) this.close();
    return {
      sampleRate: this.sampleRate,
      samplesPerStretch: this.samplesPerStretch,
      samples: this.samples,
      minima: this.minima.subarray(0, this.count),
      maxima: this.maxima.subarray(0, this.count),
      meanSquares: this.meanSquares.subarray(0, this.count),
      atTheEdge: this.atTheEdge,
    };
  }

  private look(samples: Int16Array, from: number, to: number): void {
    const { edge } = this;
    let { minimum, maximum, squares, atTheEdge } = this;
    for (let index = from; index < to; index++) {
      const sample = samples[index] ?? 0;
      if (sample < minimum) minimum = sample;
      if (sample > maximum) maximum = sample;
      if (sample >= edge || sample <= -edge) atTheEdge += 1;
      squares += sample * sample;
    }
    this.minimum = minimum;
    this.maximum = maximum;
    this.squares = squares;
    this.atTheEdge = atTheEdge;
  }

  private close(): void {
    if (this.count === this.minima.length) this.grow();
    this.minima[this.count] = this.minimum;
    this.maxima[this.count] = this.maximum;
    this.meanSquares[this.count] = this.squares / this.filled;
    this.count += 1;
    this.filled = 0;
    this.minimum = HIGHEST;
    this.maximum = LOWEST;
    this.squares = 0;
  }

  private grow(): void {
    const { minima, maxima, meanSquares } = this;
    this.minima = new Int16Array(minima.length * 2);
    this.minima.set(minima);
    this.maxima = new Int16Array(maxima.length * 2);
    this.maxima.set(maxima);
    this.meanSquares = new Float64Array(meanSquares.length * 2);
    this.meanSquares.set(meanSquares);
  }
}
