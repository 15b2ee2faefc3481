import { listen, type Listener } from '@evenhand/adapters/database';
import { StepQueues } from '@evenhand/adapters/queue';
import { faultOf, LOG, type Log, need, SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DueSteps, type DueRow } from './due-steps';

/** Messages of one stage that are in the queue at most; what is due beyond that waits in its row. */
const WINDOW = 500;
/** Words that come close together are answered together. */
const GAP_MS = 20;
const AFTER_FAULT_MS = 2_000;

/**
 * Puts what is due into the queues: when the database says so, when a wait is over, and in a sweep that trusts nothing it
 * did before. Any number of workers may do this side by side, since a step that is queued already is not queued again.
 */
@Injectable()
export class StepDispatch {
  private listener: Listener | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  /** Due steps that have been queued since the last sweep. */
  private queued = new Set<string>();
  /** More is due than fits into the window. */
  private overfull = false;
  private dealtWith = 0;

  constructor(
    private readonly due: DueSteps,
    private readonly queues: StepQueues,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  start(): void {
    this.listener = listen(
      need(this.settings, 'DATABASE_URL_WORKER'),
      'step_due',
      () => this.wake(),
      (error) => this.log.warn(faultOf(error), 'connection for wake-up calls lost'),
    );
    this.sweeping = setInterval(() => this.sweep(), Math.max(1, this.settings.SWEEP_SECONDS) * 1000);
    this.sweep();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweeping);
    clearTimeout(this.timer);
    await this.listener?.close();
    await this.running;
  }

  /** A message was dealt with: there may be room for more. */
  onDealtWith(): void {
    this.dealtWith += 1;
    if (this.overfull && this.dealtWith >= WINDOW / 4) this.wake();
  }

  /** Queues everything that is due, whatever was queued before: the queue may have lost it. */
  private sweep(): void {
    this.queued.clear();
    this.wake();
  }

  private wake(): void {
    this.again = true;
    this.running ??= this.passes().finally(() => {
      this.running = undefined;
    });
  }

  private async passes(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        await this.pass();
      } catch (error) {
        this.log.warn(faultOf(error), 'due steps not queued');
        this.wakeIn(AFTER_FAULT_MS);
      }
      await new Promise((resolve) => setTimeout(resolve, GAP_MS));
    }
  }

  private async pass(): Promise<void> {
    this.dealtWith = 0;
    const due = await this.due.oldest(WINDOW);
    await this.queues.offer(due.filter((step) => !this.queued.has(turnOf(step))));
    this.queued = new Set(due.map(turnOf));
    const perStage = Map.groupBy(due, ({ stage }) => stage);
    this.overfull = [...perStage.values()].some((steps) => steps.length >= WINDOW);
    this.wakeIn(await this.due.nextIn());
  }

  private wakeIn(ms: number | null): void {
    clearTimeout(this.timer);
    if (ms === null || this.stopped) return;
    // Longer waits than a sweep need no timer, and timers have an end.
    this.timer = setTimeout(() => this.wake(), Math.min(ms, this.settings.SWEEP_SECONDS * 1000) + 1);
  }
}

/** A step that failed becomes due anew, at another time. */
const turnOf = ({ id, dueAt }: DueRow): string => `${id}@${dueAt.getTime()}`;
