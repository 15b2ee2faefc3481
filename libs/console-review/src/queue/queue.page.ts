import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { QueueRow } from '@evenhand/contracts';
import { DurationPipe, ProblemComponent, problemOf } from '@evenhand/ui';
import { ReviewClient } from '../review.client';

const words: Record<QueueRow['state'], string> = {
  'to-rate': 'Not rated yet',
  draft: 'Draft saved',
  locked: 'Locked',
  revealed: 'Revealed',
};

type State = 'open' | 'locked' | 'revealed';

/** A reviewer's queue: what is left, and how long it takes. The order is random for each reviewer. */
@Component({
  selector: 'eh-queue-page',
  imports: [RouterLink, MatButtonModule, DurationPipe, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './queue.page.html',
  styleUrl: './queue.page.scss',
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
  protected readonly firstPage = resource({
    params: () => this.state(),
    loader: ({ params }) => this.client.queue(params, null),
  });
  private readonly page = computed(() => (this.firstPage.hasValue() ? this.firstPage.value() : undefined));
  protected readonly rows = linkedSignal(() => this.page()?.rows ?? []);
  protected readonly next = linkedSignal(() => this.page()?.next ?? null);
  protected readonly left = computed(() => this.page()?.left ?? 0);
  protected readonly minutesLeft = computed(() => this.page()?.minutesLeft ?? 0);
  protected readonly loadingMore = signal(false);
  private readonly moreFailed = signal<unknown>(null);
  protected readonly problem = computed(() => {
    const error = this.firstPage.error() ?? this.moreFailed();
    return error ? problemOf(causeOf(error)) : null;
  });

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

/** Angular wraps what is no Error object. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}
