import type { Span } from '../media/voice';
import { SPEECH_RATE } from '../media/sound';

const HEADER_BYTES = 44;

/** Stretches of a recording, one after the other, as a WAV file: 16 kHz, mono, 16 bit. */
export function wavOf(samples: Int16Array, spans: readonly Span[]): Uint8Array<ArrayBuffer> {
  const place = (ms: number) => Math.min(samples.length, Math.round((ms * SPEECH_RATE) / 1000));
  const parts = spans.map(({ startMs, endMs }) => samples.subarray(place(startMs), place(endMs)));
  const soundBytes = 2 * parts.reduce((sum, { length }) => sum + length, 0);
  const file = new Uint8Array(HEADER_BYTES + soundBytes);
  const view = new DataView(file.buffer);
  const word = (at: number, letters: string) =>
    file.set(
      [...letters].map((one) => one.charCodeAt(0)),
      at,
    );
  word(0, 'RIFF');
  view.setUint32(4, 36 + soundBytes, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SPEECH_RATE, true);
  view.setUint32(28, 2 * SPEECH_RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, soundBytes, true);
  let at = HEADER_BYTES;
  for (const part of parts) {
    for (const sample of part) {
      view.setInt16(at, sample, true);
      at += 2;
    }
  }
  return file;
}

/**
 * Two seconds of a made-up voice, for asking a recogniser what it can do: harmonics of 120 Hz that come and go like
 * syllables. Nobody said it, and it says nothing.
 */
export function probeSound(): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: 2 * SPEECH_RATE }, (_, index) => {
    const seconds = index / SPEECH_RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * seconds));
    let voice = 0;
    for (let harmonic = 1; harmonic <= 20; harmonic++) {
      const hertz = 120 * harmonic;
      // Two formants, about those of an open vowel.
      const loudness = 1 / (1 + ((hertz - 700) / 200) ** 2) + 0.5 / (1 + ((hertz - 1200) / 200) ** 2);
      voice += loudness * Math.sin(2 * Math.PI * hertz * seconds);
    }
    return Math.round(6_000 * syllable * voice) % 32_767;
  });
  return wavOf(samples, [{ startMs: 0, endMs: 2_000 }]);
}
