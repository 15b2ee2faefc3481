import { LoudnessMeter } from './loudness';
import type { Peaks } from './peaks';
import { PeakMeter } from './peaks';
import type { SilentSpan, VoicedSpan } from './voice';
import { silencesBetween, totalMs, VoiceMeter } from './voice';

/** Samples per second of everything that is measured and of what recognisers get. */
export const SPEECH_RATE = 16_000;

/** What can be said about a recording's sound without understanding a word of it. */
export interface SoundReport {
  readonly durationMs: number;
  readonly peaks: Peaks;
  /** Integrated loudness of the mono mix in LUFS (see LoudnessMeter); null when nothing passed the gate. */
  readonly loudness: number | null;
  readonly voiced: readonly VoicedSpan[];
  readonly silences: readonly SilentSpan[];
  readonly voicedMs: number;
  /**
   * Share of samples at or above 99 % of full scale, 0–1. A lower bound: encoding and mixing down smooth some clipped
   * peaks away.
   */
  readonly clippedRatio: number;
}

/** Below this much voice in a recording nobody has answered. */
const SILENT_BELOW_MS = 500;
/** Above this share clipping is heard as crackling. */
const CLIPPED_ABOVE = 0.001;
const FULL_SCALE = Math.round(32_768 * 0.99);

export const isSilent = (sound: SoundReport): boolean => sound.voicedMs < SILENT_BELOW_MS;
export const isClipped = (sound: SoundReport): boolean => sound.clippedRatio > CLIPPED_ABOVE;

/** Listens to mono 16 bit samples at 16 kHz as they arrive, in pieces of any size, and keeps no sound. */
export class SoundMeter {
  private readonly peaks = new PeakMeter(SPEECH_RATE);
  private readonly loudness = new LoudnessMeter(SPEECH_RATE);
  private readonly voice = new VoiceMeter(SPEECH_RATE);
  private samples = 0;
  private clipped = 0;

  add(samples: Int16Array): void {
    this.peaks.add(samples);
    this.loudness.add(samples);
    this.voice.add(samples);
    let clipped = 0;
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index] ?? 0;
      if (sample >= FULL_SCALE || sample <= -FULL_SCALE) clipped += 1;
    }
    this.clipped += clipped;
    this.samples += samples.length;
  }

  finish(): SoundReport {
    const durationMs = Math.round((this.samples / SPEECH_RATE) * 1000);
    const voiced = this.voice.finish();
    return {
      durationMs,
      peaks: this.peaks.finish(),
      loudness: this.loudness.finish(),
      voiced,
      silences: silencesBetween(voiced, durationMs),
      voicedMs: totalMs(voiced),
      clippedRatio: this.samples === 0 ? 0 : this.clipped / this.samples,
    };
  }
}
