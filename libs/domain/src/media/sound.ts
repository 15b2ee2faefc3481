import { LoudnessMeter } from './loudness';
import type { Peaks } from './peaks';
import { peaksOf } from './peaks';
import { StretchMeter } from './stretches';
import type { SilentSpan, VoicedSpan } from './voice';
import { silencesBetween, totalMs, voicedSpans } from './voice';

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
  private readonly stretches = new StretchMeter(SPEECH_RATE, FULL_SCALE);
  private readonly loudness = new LoudnessMeter(SPEECH_RATE);

  add(samples: Int16Array): void {
    this.stretches.add(samples);
    this.loudness.add(samples);
  }

  finish(): SoundReport {
    const stretches = this.stretches.finish();
    const durationMs = Math.round((stretches.samples / SPEECH_RATE) * 1000);
    const voiced = voicedSpans(stretches);
    return {
      durationMs,
      peaks: peaksOf(stretches),
      loudness: this.loudness.finish(),
      voiced,
      silences: silencesBetween(voiced, durationMs),
      voicedMs: totalMs(voiced),
      clippedRatio: stretches.samples === 0 ? 0 : stretches.atTheEdge / stretches.samples,
    };
  }
}
