import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AccommodationFigures, AccommodationPolicyView, AccommodationRow } from '@evenhand/contracts';
import {
  EmptyComponent,
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
} from '@evenhand/ui';
import { paged } from '../paging/paged';
import { AccommodationsClient } from './accommodations.client';
import { adjustmentInWords, dialWords, isDial, statusWords } from './adjustment-words';

/** The officer's queue: what waits, the one due first at the top; or what was answered. */
@Component({
  selector: 'eh-requests-page',
  imports: [
    EmptyComponent,
    HeadingDirective,
    LoadingComponent,
    MatButtonModule,
    MomentPipe,
    ProblemComponent,
    RouterLink,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './requests.page.html',
  styleUrl: './request.page.scss',
})
export class RequestsPage {
  /** From the address; without it what waits. */
  readonly state = input<string>();
  private readonly client = inject(AccommodationsClient);
  protected readonly statusWords = statusWords;
  protected readonly words = adjustmentInWords;
  protected readonly shown = computed(() => (this.state() === 'decided' ? 'decided' : 'pending'));
  protected readonly counts = signal<{ pending: number; overdue: number } | null>(null);
  protected readonly figures = signal<AccommodationFigures | null>(null);
  protected readonly policy = signal<AccommodationPolicyView | null>(null);
  protected readonly list = paged(async (cursor) => {
    const page = await this.client.page(untracked(this.shown), cursor);
    this.counts.set({ pending: page.pending, overdue: page.overdue });
    return page;
  });

  constructor() {
    effect(() => {
      this.shown();
      untracked(() => void this.list.start());
    });
    // Beside the queue: without them the queue works all the same.
    void this.client.figures().then(
      (figures) => this.figures.set(figures),
      () => undefined,
    );
    void this.client.policy().then(
      (policy) => this.policy.set(policy),
      () => undefined,
    );
  }

  protected dialsOf({ dials }: AccommodationRow): string {
    return dials.map((dial) => (isDial(dial) ? dialWords[dial] : dial)).join(', ');
  }
}
