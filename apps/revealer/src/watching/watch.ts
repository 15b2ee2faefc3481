import { lead, listen, type Leadership, type Listener } from '@evenhand/adapters/database';
import { LOG, need, SETTINGS, type Log, type Settings } from '@evenhand/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PublishedKeys } from '../keys/published-keys';
import { Heartbeat } from './heartbeat';
import { Sweep } from './sweep';

const sweepEveryMs = 5_000;
const beatEveryMs = 5_000;

/**
 * One revealer leads. It publishes its keys, looks at once when an interview is locked, and every few seconds besides, since
 * a word can get lost and a cohort can close without one.
 */
@Injectable()
export class Watch implements OnApplicationBootstrap, OnModuleDestroy {
  private leadership: Leadership | undefined;
  private listener: Listener | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private published = false;
  private stopping = false;
  private again = false;
  private underWay: Promise<void> | undefined;

  constructor(
    private readonly keys: PublishedKeys,
    private readonly sweep: Sweep,
    private readonly heartbeat: Heartbeat,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const url = need(this.settings, 'DATABASE_URL_REVEALER');
    const fault = (error: Error): void =>
      this.log.warn({ fault: error.name }, 'no connection to the database');
    this.leadership = lead(url, 'revealer', () => this.won(), fault);
    this.listener = listen(url, 'interview_locked', () => this.look(), fault);
    this.timers.push(setInterval(() => this.look(), sweepEveryMs));
    this.timers.push(setInterval(() => void this.beat(), beatEveryMs));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.timers.forEach((timer) => clearInterval(timer));
    await this.underWay;
    await this.listener?.close();
    await this.leadership?.close();
  }

  private won(): void {
    this.log.info({ key: this.keys.newest() }, 'revealer leads');
    this.published = false;
    this.look();
  }

  private leads(): boolean {
    return this.leadership?.leads() === true && !this.stopping;
  }

  /** Sweeps now, or once more when a sweep is under way. */
  private look(): void {
    if (!this.leads()) return;
    if (this.underWay) {
      this.again = true;
      return;
    }
    this.underWay = this.sweepOnce().finally(() => {
      this.underWay = undefined;
      if (!this.again) return;
      this.again = false;
      this.look();
    });
  }

  private async sweepOnce(): Promise<void> {
    try {
      if (!this.published) {
        await this.keys.publish();
        this.published = true;
        await this.beat();
      }
      await this.sweep.run(() => this.leads());
    } catch (error) {
      this.log.error({ fault: (error as Error).name }, 'sweep broken off');
    }
  }

  private async beat(): Promise<void> {
    if (!this.leads() || !this.published) return;
    try {
      await this.heartbeat.beat('revealer', { key: this.keys.newest() });
    } catch (error) {
      this.log.warn({ fault: (error as Error).name }, 'sign of life not written');
    }
  }
}
