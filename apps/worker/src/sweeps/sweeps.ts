import { faultOf, LOG, type Log, SETTINGS, type Settings } from '@evenhand/platform';
import { UploadSweepStage } from '@evenhand/stages/record';
import { SealStage } from '@evenhand/stages/seal';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const UPLOADS_EVERY_MS = 10 * 60_000;

/** Something that is looked after from time to time, because no step of anybody's waits for it. */
interface Round {
  readonly name: string;
  readonly everyMs: number;
  readonly sweep: () => Promise<unknown>;
}

/** Goes the rounds: at the start and then at fixed distances, one at a time of each kind. Several workers may. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: readonly Round[];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly underWay = new Map<Round, Promise<unknown>>();

  constructor(
    interviews: SealStage,
    uploads: UploadSweepStage,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const everyMs = Math.max(1, settings.SWEEP_SECONDS) * 1000;
    this.rounds = [
      // Seats still open, ticks that were given up.
      { name: 'interviews', everyMs, sweep: () => interviews.sweep() },
      // Recordings that were never finished.
      { name: 'uploads', everyMs: Math.max(everyMs, UPLOADS_EVERY_MS), sweep: () => uploads.sweep() },
    ];
  }

  onApplicationBootstrap(): void {
    for (const round of this.rounds) {
      this.timers.push(setInterval(() => this.go(round), round.everyMs));
      this.go(round);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.underWay.values());
  }

  private go(round: Round): void {
    if (this.underWay.has(round)) return;
    const going = round
      .sweep()
      .catch((error: unknown) =>
        this.log.warn({ round: round.name, ...faultOf(error) }, 'round not finished'),
      )
      .finally(() => this.underWay.delete(round));
    this.underWay.set(round, going);
  }
}
