import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AccommodationCase, Problem } from '@evenhand/contracts';
import {
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
  problemOf,
  UnsavedDirective,
} from '@evenhand/ui';
import { AccommodationsClient } from './accommodations.client';
import { adjustmentInWords, statusWords } from './adjustment-words';
import { DecideRequestComponent } from './decide-request.component';
import { LimitsPreviewComponent } from './limits-preview.component';

/** One request: what is asked, what was asked before, what may still have to be known, and the answer. */
@Component({
  selector: 'eh-request-page',
  imports: [
    DecideRequestComponent,
    HeadingDirective,
    LimitsPreviewComponent,
    LoadingComponent,
    MatButtonModule,
    MomentPipe,
    ProblemComponent,
    RouterLink,
    UnsavedDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './request.page.html',
  styleUrl: './request.page.scss',
})
export class RequestPage {
  /** From the address. */
  readonly requestId = input.required<string>();
  private readonly client = inject(AccommodationsClient);
  protected readonly words = adjustmentInWords;
  protected readonly statusWords = statusWords;
  protected readonly request = signal<AccommodationCase | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly asking = signal<Problem | null>(null);
  protected readonly busy = signal(false);

  constructor() {
    effect(() => {
      const id = this.requestId();
      untracked(() => void this.load(id));
    });
  }

  protected async load(id = this.requestId()): Promise<void> {
    this.problem.set(null);
    try {
      this.request.set(await this.client.read(id));
    } catch (error) {
      this.problem.set(problemOf(error));
    }
  }

  protected async ask(event: Event, text: string, form: UnsavedDirective): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    this.asking.set(null);
    try {
      this.request.set(await this.client.ask(this.requestId(), text));
      form.saved();
    } catch (error) {
      this.asking.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
