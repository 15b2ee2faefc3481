import { randomBytes, randomUUID } from 'node:crypto';
import { Chance, Clock } from '@evenhand/domain';

export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}

export class SystemChance extends Chance {
  override uuid(): string {
    return randomUUID();
  }

  override fraction(): number {
    return randomBytes(4).readUInt32BE() / 2 ** 32;
  }

  override bytes(length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    crypto.getRandomValues(bytes);
    return bytes;
  }
}
