/** Loudness of a microphone in steps for people: silence, enough, too loud. */
export type Hearing = 'quiet' | 'hears' | 'loud';

const FLOOR_DB = -60;
const ENOUGH_DB = -42;
const LOUD_DB = -6;

/** Root mean square of samples from -1 to 1, in dB of full scale; never below -100. */
export function decibels(samples: Float32Array): number {
  const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return Math.max(-100, 10 * Math.log10(Math.max(square, 1e-12)));
}

/** Length of the bar, 0–100. */
export const barOf = (db: number): number =>
  Math.round(Math.min(100, Math.max(0, ((db - FLOOR_DB) / -FLOOR_DB) * 100)));

export function hearing(db: number): Hearing {
  if (db < ENOUGH_DB) return 'quiet';
  return db > LOUD_DB ? 'loud' : 'hears';
}

/**
 * Listens to a stream and tells its loudness about 15 times a second.
 *
 * @returns what ends the listening
 */
export function listenTo(stream: MediaStream, tell: (db: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(decibels(samples));
  }, 66);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
