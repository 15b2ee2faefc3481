import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Problem } from '@evenhand/contracts';
import {
  ArrivalStore,
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
  problemOf,
} from '@evenhand/ui';
import { paged } from '../paging/paged';
import { OperationsClient } from './operations.client';

const names: Record<string, string> = {
  database: 'Database',
  queue: 'Queue',
  storage: 'Storage',
  worker: 'Worker',
  revealer: 'Revealer',
  log: 'Log',
  media: 'Media tools',
  transcription: 'Transcription',
  summaries: 'Summaries',
  mail: 'Mail',
};

/** For administrators: is everything running, what gave up, what AI costs per day. Never per interview. */
@Component({
  selector: 'eh-operations-page',
  imports: [MatButtonModule, HeadingDirective, LoadingComponent, MomentPipe, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './operations.page.html',
  styles: `
    :host {
      display: grid;
      gap: var(--eh-8);
    }
    section {
      display: grid;
      gap: var(--eh-3);
      justify-items: start;
      min-width: 0;
    }
    .eh-scroll {
      width: 100%;
    }
    .bad {
      color: var(--eh-stop);
      font-weight: 600;
    }
    .good {
      color: var(--eh-ok);
    }
    .bad,
    .good,
    .day {
      white-space: nowrap;
    }
  `,
})
export class OperationsPage {
  private readonly client = inject(OperationsClient);
  protected readonly readiness = resource({ loader: () => this.client.readiness() });
  protected readonly parts = computed(() =>
    this.readiness.hasValue()
      ? Object.entries(this.readiness.value().parts).map(([key, part]) => ({
          name: names[key] ?? key,
          ...part,
        }))
      : [],
  );
  protected readonly letters = paged((cursor) => this.client.deadLetters(cursor));
  protected readonly days = resource({ loader: () => this.client.aiDays() });
  private readonly failed = signal<Problem | null>(null);
  private readonly arrival = inject(ArrivalStore);
  protected readonly said = signal('');
  /** The step that is being run again. */
  protected readonly running = signal<string | null>(null);
  protected readonly problem = computed(() => {
    const error = this.readiness.error() ?? this.days.error();
    return error ? problemOf(error) : this.failed();
  });

  constructor() {
    void this.letters.start();
  }

  protected again(): void {
    this.failed.set(null);
    this.readiness.reload();
    this.days.reload();
  }

  protected async runAgain(id: string): Promise<void> {
    this.running.set(id);
    this.said.set('');
    try {
      await this.client.runAgain(id);
      this.said.set('The step is due again.');
      this.failed.set(null);
      await this.letters.start();
    } catch (error) {
      this.failed.set(problemOf(error));
    } finally {
      this.running.set(null);
      this.arrival.rescue();
    }
  }
}
