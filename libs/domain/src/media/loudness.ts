/**
 * Integrated loudness of one channel as ITU-R BS.1770-4 defines it: K-weighting, mean square over 400 ms every 100 ms,
 * gated at −70 LUFS and then 10 LU below what is left.
 *
 * What it is not: the sound has been mixed down to one channel before, so a stereo recording reads about 3 LU lower
 * than its broadcast figure, and at 16 kHz nothing above 8 kHz is heard.
 */
export class LoudnessMeter {
  private readonly shelf: Biquad;
  private readonly highPass: Biquad;
  private readonly stepLength: number;
  /** Mean squares of successive stretches of 100 ms. */
  private readonly steps: number[] = [];
  private filled = 0;
  private squares = 0;

  constructor(sampleRate: number) {
    this.shelf = shelvingFilter(sampleRate);
    this.highPass = highPassFilter(sampleRate);
    this.stepLength = Math.round(sampleRate / 10);
  }

  add(samples: Int16Array): void {
    let at = 0;
    while (at < samples.length) {
      const end = Math.min(samples.length, at + this.stepLength - this.filled);
      this.squares += this.weightedSquares(samples, at, end);
      this.filled += end - at;
      at = end;
      if (this.filled === this.stepLength) {
        this.steps.push(this.squares / this.stepLength);
        this.filled = 0;
        this.squares = 0;
      }
    }
  }

  /** LUFS, or null when nothing was louder than −70 LUFS or all of it lasted less than 400 ms. */
  finish(): number | null {
    const blocks: number[] = [];
    for (let index = 3; index < this.steps.length; index++) {
      const [a = 0, b = 0, c = 0, d = 0] = this.steps.slice(index - 3, index + 1);
      blocks.push((a + b + c + d) / 4);
    }
    const audible = blocks.filter((block) => loudnessOf(block) > -70);
    if (audible.length === 0) return null;
    const gate = loudnessOf(mean(audible)) - 10;
    return loudnessOf(mean(audible.filter((block) => loudnessOf(block) > gate)));
  }

  /** Sum of squares of the samples behind both filters, which are written out: a call per sample would cost more. */
  private weightedSquares(samples: Int16Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.shelf;
    const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = this.highPass;
    let { s1, s2 } = this.shelf;
    let { s1: h1, s2: h2 } = this.highPass;
    let squares = 0;
    for (let index = from; index < to; index++) {
      const x = (samples[index] ?? 0) / 32768;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      const z = c0 * y + h1;
      h1 = c1 * y - d1 * z + h2;
      h2 = c2 * y - d2 * z;
      squares += z * z;
    }
    // Below this the filters' memory means nothing, and denormal numbers would slow every following sample down.
    this.shelf.s1 = settled(s1);
    this.shelf.s2 = settled(s2);
    this.highPass.s1 = settled(h1);
    this.highPass.s2 = settled(h2);
    return squares;
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const loudnessOf = (meanSquare: number) => -0.691 + 10 * Math.log10(meanSquare);
const settled = (value: number) => (Math.abs(value) < 1e-15 ? 0 : value);

/** Coefficients and memory of a second-order filter, transposed direct form II. */
interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
  s1: number;
  s2: number;
}

/*
 * BS.1770 gives its two filters as coefficients for 48 kHz only. The analogue filters behind them, from which
 * coefficients for any rate follow, are those of libebur128 (R128 pre-filter, Brecht De Man, "Evaluation of
 * implementations of the EBU R128 loudness measurement", AES 145, 2018).
 */

function shelvingFilter(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const vh = 10 ** (3.999843853973347 / 20);
  const vb = vh ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (vh + (vb * k) / q + k * k) / a0,
    b1: (2 * (k * k - vh)) / a0,
    b2: (vh - (vb * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
    s1: 0,
    s2: 0,
  };
}

function highPassFilter(sampleRate: number): Biquad {
  const q = 0.5003270373238773;
  const at = (rate: number) => Math.tan((Math.PI * 38.13547087602444) / rate);
  const a0Of = (k: number) => 1 + k / q + k * k;
  const k = at(sampleRate);
  const a0 = a0Of(k);
  // The standard leaves the numerator at 1, −2, 1 for 48 kHz; the same gain at another rate needs this factor.
  const gain = a0Of(at(48_000)) / a0;
  return {
    b0: gain,
    b1: -2 * gain,
    b2: gain,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
    s1: 0,
    s2: 0,
  };
}
