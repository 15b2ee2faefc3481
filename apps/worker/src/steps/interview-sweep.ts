import { LOG, SETTINGS, type Log, type Settings } from '@evenhand/platform';
import { SealStage } from '@evenhand/stages/seal';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { faultOf } from './fault';

/** Looks after interviews that wait for nobody's step: seats still open, ticks that were given up. */
@Injectable()
export class InterviewSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | undefined;

  constructor(
    private readonly stage: SealStage,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), Math.max(1, this.settings.SWEEP_SECONDS) * 1000);
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  private look(): void {
    this.underWay ??= this.stage
      .sweep()
      .catch((error: unknown) => this.log.warn(faultOf(error), 'waiting interviews not looked at'))
      .finally(() => {
        this.underWay = undefined;
      });
  }
}
