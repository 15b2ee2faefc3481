import { LogCoverage } from '../log/log-coverage.port';

/** A log that is signed as soon as somebody waits for it, or not at all. */
export class FakeLogCoverage extends LogCoverage {
  signs = true;
  readonly asked: string[] = [];

  override coversArm(interviewId: string): Promise<boolean> {
    this.asked.push(interviewId);
    return Promise.resolve(this.signs);
  }
}
