import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { formatVerifierKey, type NoteSigner } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { LOG_KEY } from './checkpoints';

/** Makes the public half of the log's key known, for whoever shows checkpoints and proofs. */
@Injectable()
export class PublishedLogKey {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    @Inject(LOG_KEY) private readonly signer: NoteSigner,
    private readonly clock: Clock,
  ) {}

  async publish(): Promise<void> {
    const key = formatVerifierKey(this.signer.key);
    const createdAt = new Date(this.clock.now());
    await this.database.logKey.createMany({ data: { key, createdAt }, skipDuplicates: true });
  }
}
