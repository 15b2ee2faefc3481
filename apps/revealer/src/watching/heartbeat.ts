import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** Says that the revealer which leads is alive, and which key it has seals made to. */
@Injectable()
export class Heartbeat {
  private readonly startedAt: Date;

  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly clock: Clock,
  ) {
    this.startedAt = new Date(clock.now());
  }

  async beat(detail: { readonly key: string }): Promise<void> {
    const sign = {
      startedAt: this.startedAt,
      seenAt: new Date(this.clock.now()),
      detail: { pid: process.pid, ...detail },
    };
    await this.database.heartbeat.upsert({
      where: { name: 'revealer' },
      create: { name: 'revealer', ...sign },
      update: sign,
    });
  }
}
