import { closeSync, openSync, writeSync } from 'node:fs';

/** Begins at the same moment in every run: a Monday morning. */
const start = Date.UTC(2030, 2, 4, 9);

/** The time all programs of a run read. It stands still unless the script moves it. */
export class ScriptedClock {
  private readonly file: number;
  private at = start;

  constructor(path: string) {
    this.file = openSync(path, 'w');
    this.write();
  }

  get now(): number {
    return this.at;
  }

  advance(ms: number): void {
    this.at += ms;
    this.write();
  }

  /** Sets the time so long after the beginning; never back. */
  reach(minutes: number): void {
    this.at = Math.max(this.at, start + minutes * 60_000);
    this.write();
  }

  close(): void {
    closeSync(this.file);
  }

  private write(): void {
    const moment = Buffer.alloc(8);
    moment.writeBigInt64BE(BigInt(this.at));
    writeSync(this.file, moment, 0, 8, 0);
  }
}
