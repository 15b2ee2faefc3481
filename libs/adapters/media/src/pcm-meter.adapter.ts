import { Writable } from 'node:stream';

import type { SoundReport } from '@evenhand/domain';
import { SoundMeter } from '@evenhand/domain';

/** Takes 16 bit little-endian samples as they come out of a pipe and measures them. */
export class PcmMeter extends Writable {
  private readonly meter = new SoundMeter();
  /** First half of a sample that a piece of the stream ended in. */
  private odd: Buffer | null = null;

  constructor() {
    // Without a close event: fluent-ffmpeg would take it for a broken pipe and kill ffmpeg while it writes its last bytes.
    super({ emitClose: false, highWaterMark: 1 << 20 });
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const bytes = this.odd === null ? piece : Buffer.concat([this.odd, piece]);
    const whole = bytes.length & ~1;
    this.odd = whole === bytes.length ? null : bytes.subarray(whole);
    this.meter.add(samplesOf(bytes, whole));
    done();
  }

  report(): SoundReport {
    return this.meter.finish();
  }
}

/** The first bytes of a buffer as samples. */
export function samplesOf(bytes: Buffer, length: number): Int16Array {
  // Samples can be looked at in place only where they start at an even address, on every machine Node runs on little-endian.
  if (bytes.byteOffset % 2 === 0) return new Int16Array(bytes.buffer, bytes.byteOffset, length / 2);
  const aligned = new Uint8Array(length);
  aligned.set(bytes.subarray(0, length));
  return new Int16Array(aligned.buffer);
}
