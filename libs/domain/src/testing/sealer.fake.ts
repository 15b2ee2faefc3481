import { createHmac, randomBytes } from 'node:crypto';
import { frame, summaryLabel } from '../sealer/sealed-text';
import { Sealer, type Envelope, type Recipient, type SealedAbout } from '../sealer/sealer.port';

/** Seals to nobody: keeps every payload readable for the test, and makes envelopes of the right shape. */
export class ReadableSealer extends Sealer {
  readonly sealed: { payload: string; about: SealedAbout; keyId: string; room: number }[] = [];

  override seal(payload: string, to: Recipient, about: SealedAbout, room: number): Promise<Envelope> {
    const salt = new Uint8Array(randomBytes(32));
    const size = frame(payload, salt, room).length;
    this.sealed.push({ payload, about, keyId: to.keyId, room });
    return Promise.resolve({
      keyId: to.keyId,
      encapsulated: new Uint8Array(randomBytes(32)),
      ciphertext: new Uint8Array(randomBytes(size + 16)),
      commitment: createHmac('sha256', salt).update(`${summaryLabel}\0${payload}`).digest('hex'),
    });
  }

  /** The payload sealed last, as JSON. */
  last(): unknown {
    return JSON.parse(this.sealed.at(-1)?.payload ?? 'null');
  }
}
