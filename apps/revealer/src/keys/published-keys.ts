import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { KEYS, type KeptKey } from './key-file';

/** Makes the keys known that seals are to be made to. */
@Injectable()
export class PublishedKeys {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    @Inject(KEYS) private readonly keys: readonly KeptKey[],
    private readonly clock: Clock,
  ) {}

  /** The key that seals are made to now. */
  newest(): string {
    return this.keys.at(-1)?.keyId ?? '';
  }

  /**
   * Publishes the public halves. A key whose private half is not in the key file is retired: nobody could open what is
   * sealed to it.
   */
  async publish(): Promise<void> {
    await this.database.recipientKey.createMany({
      data: this.keys.map(({ keyId, publicKey, createdAt }) => ({ id: keyId, publicKey, createdAt })),
      skipDuplicates: true,
    });
    await this.database.recipientKey.updateMany({
      where: { id: { notIn: this.keys.map(({ keyId }) => keyId) }, retiredAt: null },
      data: { retiredAt: new Date(this.clock.now()) },
    });
  }
}
