import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MomentPipe, ProblemComponent } from '@evenhand/ui';
import { paged } from '../paging/paged';
import { OperationsClient } from './operations.client';

/** Letters written by the system. Their text is shown in the demo only. */
@Component({
  selector: 'eh-outbox-page',
  imports: [MatButtonModule, MomentPipe, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>Outbox</h1>
    @if (sends() === false) {
      <p class="eh-note">
        No mail server is configured: nothing leaves this system. Set SMTP_URL to send these letters.
      </p>
    }
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.start()" />
    }
    @for (letter of list.rows(); track letter.id) {
      <details>
        <summary>
          <span>{{ letter.createdAt | moment }}</span>
          <strong>{{ letter.subject ?? letter.kind }}</strong>
          <span class="eh-soft">to {{ letter.recipient }} · {{ letter.sentAt ? 'sent' : 'not sent' }}</span>
        </summary>
        @if (letter.text !== null) {
          <pre>{{ letter.text }}</pre>
        } @else {
          <p class="eh-soft">The text of letters is shown in the demo only.</p>
        }
      </details>
    } @empty {
      @if (list.loading()) {
        <p role="status">Loading…</p>
      } @else {
        <p class="eh-soft">No letter was written yet.</p>
      }
    }
    @if (list.hasMore()) {
      <button mat-stroked-button type="button" [disabled]="list.loading()" (click)="list.more()">
        Show more
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-3);
      justify-items: start;
    }
    details {
      width: 100%;
      border-bottom: 1px solid var(--eh-line);
    }
    summary {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-1) var(--eh-4);
      padding: var(--eh-2) 0;
      cursor: pointer;
    }
    pre {
      max-width: var(--eh-measure);
      margin: 0 0 var(--eh-4);
      font-family: var(--eh-font);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class OutboxPage {
  private readonly client = inject(OperationsClient);
  protected readonly sends = signal<boolean | null>(null);
  protected readonly list = paged(async (cursor) => {
    const page = await this.client.outbox(cursor);
    this.sends.set(page.sends);
    return page;
  });

  constructor() {
    void this.list.start();
  }
}
