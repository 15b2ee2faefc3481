import { lead, listen, type Leadership, type Listener } from '@evenhand/adapters/database';
import { Trouble } from '@evenhand/domain';
import { LOG, need, SETTINGS, type Log, type Settings } from '@evenhand/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LogKeeper } from '../sequencing/log-keeper';
import { PublishedLogKey } from '../sequencing/published-log-key';
import { Witnesses } from '../sequencing/witnesses';
import { Heartbeat } from './heartbeat';

/** Entries get their index this often; asking costs two index look-ups. */
const keepEveryMs = 1_000;
const beatEveryMs = 5_000;

/**
 * One process keeps the log. It gives entries their index every second and signs a checkpoint every minute when something is
 * new, or at once when somebody waits for one and says so (channel `log_waits`).
 */
@Injectable()
export class LogWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private leadership: Leadership | undefined;
  private listener: Listener | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private stopping = false;
  private keeping = false;

  constructor(
    private readonly keeper: LogKeeper,
    private readonly key: PublishedLogKey,
    private readonly witnesses: Witnesses,
    private readonly heartbeat: Heartbeat,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const url = need(this.settings, 'DATABASE_URL_REVEALER');
    const fault = (error: Error): void =>
      this.log.warn({ fault: error.name }, 'no connection to the database');
    this.leadership = lead(url, 'log', () => this.run(() => this.won()), fault);
    this.listener = listen(url, 'log_waits', () => this.run(() => this.cover()), fault);
    this.timers.push(setInterval(() => this.run(() => this.keep()), keepEveryMs));
    this.timers.push(setInterval(() => this.run(() => this.beat()), beatEveryMs));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.timers.forEach((timer) => clearInterval(timer));
    await Promise.all(this.underWay);
    await this.listener?.close();
    await this.leadership?.close();
  }

  private leads(): boolean {
    return this.leadership?.leads() === true && !this.stopping;
  }

  private async won(): Promise<void> {
    await this.key.publish();
    this.log.info({}, 'keeps the log');
    await this.keep();
    await this.beat();
  }

  private async keep(): Promise<void> {
    // The first look after a start goes through everything and may take longer than the pause.
    if (this.keeping || !this.leads()) return;
    this.keeping = true;
    await this.keeper.keep(() => this.leads()).finally(() => (this.keeping = false));
  }

  private async cover(): Promise<void> {
    if (this.leads()) await this.keeper.cover();
  }

  private async beat(): Promise<void> {
    if (!this.leads()) return;
    const { checkpoint, damage } = this.keeper.stands;
    await this.heartbeat.beat('log', {
      origin: checkpoint?.origin ?? null,
      damage,
      witnesses: await this.witnesses.count(),
    });
  }

  private run(work: () => Promise<void>): void {
    const done = work()
      // What is wrong with the log itself was told by its keeper.
      .catch((error: unknown) => {
        if (!(error instanceof Trouble)) this.log.warn({ fault: (error as Error).name }, 'log not kept');
      })
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }
}
