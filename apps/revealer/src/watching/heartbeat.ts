import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** Says that who leads is alive, and how it stands. */
@Injectable()
export class Heartbeat {
  private readonly startedAt: Date;

  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly clock: Clock,
  ) {
    this.startedAt = new Date(clock.now());
  }

  /** @param name of the seat that this process holds */
  async beat(name: 'revealer' | 'log', detail: object): Promise<void> {
    const sign = {
      startedAt: this.startedAt,
      seenAt: new Date(this.clock.now()),
      detail: { pid: process.pid, ...detail },
    };
    await this.database.heartbeat.upsert({
      where: { name },
      create: { name, ...sign },
      update: sign,
    });
  }
}
