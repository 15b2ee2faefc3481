import { Chance, Clock } from '../clock/clock.port';

/** A clock that stands still until a test moves it. */
export class StillClock extends Clock {
  /** @param time milliseconds since the epoch */
  constructor(private time = Date.UTC(2026, 10, 24, 12)) {
    super();
  }

  override now(): number {
    return this.time;
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.time += ms;
  }
}

/** The same sequence of chance for the same seed (mulberry32). */
export class SeededChance extends Chance {
  constructor(private state = 1) {
    super();
  }

  override fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  override bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => Math.floor(this.fraction() * 256));
  }

  override uuid(): string {
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
