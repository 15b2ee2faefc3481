import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { WorkerDetail } from '@evenhand/contracts';
import { Clock } from '@evenhand/domain';
import { faultOf, LOG, type Log } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Equipment } from './equipment';

const EVERY_MS = 5_000;

/** Says every five seconds that a worker lives and what it works with. Several workers share the row: the newest counts. */
@Injectable()
export class Heartbeat {
  private timer: NodeJS.Timeout | undefined;
  private readonly startedAt: Date;

  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly equipment: Equipment,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.startedAt = new Date(clock.now());
  }

  /** Gives the first sign, so that whoever waits for the worker need not wait longer. */
  async start(): Promise<void> {
    const detail = await this.equipment.list();
    await this.beat(detail);
    this.timer ??= setInterval(() => void this.beat(detail), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(detail: WorkerDetail): Promise<void> {
    const sign = { startedAt: this.startedAt, seenAt: new Date(this.clock.now()), detail };
    try {
      await this.database.heartbeat.upsert({
        where: { name: 'worker' },
        create: { name: 'worker', ...sign },
        update: sign,
      });
    } catch (error) {
      this.log.warn(faultOf(error), 'sign of life not written');
    }
  }
}
