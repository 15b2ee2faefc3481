import { Mailer, type Letter } from '../mail/mailer.port';

/** Keeps letters instead of sending them. */
export class FakeMailer extends Mailer {
  readonly sent: Letter[] = [];
  private readonly faults: Error[] = [];

  constructor(private readonly sending = true) {
    super();
  }

  /** The next letters end in these errors, one each. */
  fail(...faults: Error[]): void {
    this.faults.push(...faults);
  }

  override sends(): boolean {
    return this.sending;
  }

  override send(letter: Letter): Promise<void> {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    this.sent.push(letter);
    return Promise.resolve();
  }
}
