import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { QueueRow } from '@evenhand/contracts';
import {
  DurationPipe,
  EmptyComponent,
  HeadingDirective,
  LoadingComponent,
  ProblemComponent,
  problemOf,
} from '@evenhand/ui';
import { ReviewClient } from '../review.client';

const words: Record<QueueRow['state'], string> = {
  'to-rate': 'Not rated yet',
  draft: 'Draft saved',
  locked: 'Locked',
  revealed: 'Revealed',
};

const lookAgainMs = 30_000;

type State = 'open' | 'locked' | 'revealed';

const emptiness: Record<State, { title: string; why: string }> = {
  open: {
    title: 'You have rated everything that is ready.',
    why: 'New interviews appear here by themselves, some time after a candidate has handed in.',
  },
  locked: {
    title: 'Nothing is waiting for colleagues.',
    why: 'Interviews you have locked wait here until every required scorecard of theirs is locked too.',
  },
  revealed: {
    title: 'Nothing has been revealed yet.',
    why: 'An interview opens here when every required scorecard of it is locked. Then you see colleagues’ ratings and any AI summary beside yours.',
  },
};

/** A reviewer's queue: what is left, and how long it takes. The order is random for each reviewer. */
@Component({
  selector: 'eh-queue-page',
  imports: [
    RouterLink,
    MatButtonModule,
    DurationPipe,
    EmptyComponent,
    HeadingDirective,
    LoadingComponent,
    ProblemComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './queue.page.html',
  styleUrl: './queue.page.scss',
  host: { '(document:visibilitychange)': 'lookAgain()' },
})
export class QueuePage {
  private readonly client = inject(ReviewClient);

  /** From the address: ?state=open|locked|revealed. */
  readonly state = input<State, string | undefined>('open', {
    transform: (value) => (value === 'locked' || value === 'revealed' ? value : 'open'),
  });

  protected readonly tabs: readonly { state: State; label: string }[] = [
    { state: 'open', label: 'To rate' },
    { state: 'locked', label: 'Locked, waiting' },
    { state: 'revealed', label: 'Revealed' },
  ];
  protected readonly words = words;
  protected readonly emptiness = emptiness;
  protected readonly firstPage = resource({
    params: () => this.state(),
    loader: ({ params }) => this.client.queue(params, null),
  });
  private readonly page = computed(() => (this.firstPage.hasValue() ? this.firstPage.value() : undefined));
  protected readonly rows = linkedSignal(() => this.page()?.rows ?? []);
  protected readonly next = linkedSignal(() => this.page()?.next ?? null);
  protected readonly left = computed(() => this.page()?.left ?? 0);
  protected readonly minutesLeft = computed(() => this.page()?.minutesLeft ?? 0);
  protected readonly firstToRate = computed(() =>
    this.state() === 'open' ? (this.rows()[0]?.packetId ?? null) : null,
  );
  protected readonly loadingMore = signal(false);
  private readonly moreFailed = signal<unknown>(null);
  protected readonly problem = computed(() => {
    const error = this.firstPage.error() ?? this.moreFailed();
    return error ? problemOf(error) : null;
  });

  constructor() {
    // Somebody who has rated everything and waits sees new interviews without doing anything.
    const timer = setInterval(() => this.lookAgain(), lookAgainMs);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected lookAgain(): void {
    const waits = this.firstPage.hasValue() && this.rows().length === 0;
    if (waits && document.visibilityState === 'visible') this.firstPage.reload();
  }

  protected again(): void {
    if (this.firstPage.error()) this.firstPage.reload();
    else void this.more();
  }

  protected async more(): Promise<void> {
    this.loadingMore.set(true);
    try {
      const page = await this.client.queue(this.state(), this.next());
      this.rows.update((rows) => [...rows, ...page.rows]);
      this.next.set(page.next);
      this.moreFailed.set(null);
    } catch (error) {
      this.moreFailed.set(error);
    } finally {
      this.loadingMore.set(false);
    }
  }
}
