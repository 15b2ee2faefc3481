import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  EmptyComponent,
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
} from '@evenhand/ui';
import { paged } from '../paging/paged';
import { OperationsClient } from './operations.client';

/** Letters written by the system. Their text is shown in the demo only. */
@Component({
  selector: 'eh-outbox-page',
  imports: [
    MatButtonModule,
    EmptyComponent,
    HeadingDirective,
    LoadingComponent,
    MomentPipe,
    ProblemComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1 ehHeading>Outbox</h1>
    @if (sends() === false) {
      <p class="eh-note">
        No mail server is configured: nothing leaves this system. Set SMTP_URL to send these letters.
      </p>
    }
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.again()" />
    }
    @if (list.rows().length > 0) {
      <ul role="list">
        @for (letter of list.rows(); track letter.id) {
          <li>
            <details>
              <summary>
                <strong>{{ letter.subject ?? letter.kind }}</strong>
                <span class="to">to {{ letter.recipient }}</span>
                <span class="eh-soft when">
                  {{ letter.sentAt ? 'sent' : 'not sent' }} ·
                  <time [attr.datetime]="letter.createdAt">{{ letter.createdAt | moment }}</time>
                </span>
              </summary>
              @if (letter.text !== null) {
                <pre>{{ letter.text }}</pre>
              } @else {
                <p class="eh-soft">The text of letters is shown in the demo only.</p>
              }
            </details>
          </li>
        }
      </ul>
    } @else if (list.loading()) {
      <eh-loading>Loading letters…</eh-loading>
    } @else if (!list.problem()) {
      <eh-empty
        title="No letter was written yet."
        why="Invitations, receipts and decisions to candidates appear here when they are written."
      />
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
    ul {
      width: 100%;
      max-width: 60rem;
      padding: 0;
      list-style: none;
      border-top: 1px solid var(--eh-line);
    }
    li {
      border-bottom: 1px solid var(--eh-line);
    }
    summary {
      display: grid;
      grid-template-areas: 'mark subject when' 'mark to to';
      grid-template-columns: 1rem 1fr auto;
      gap: 0 var(--eh-3);
      padding: var(--eh-2);
      cursor: pointer;
    }
    summary::before {
      content: '▸' / '';
      grid-area: mark;
      color: var(--eh-ink-soft);
    }
    details[open] > summary::before {
      content: '▾' / '';
    }
    summary strong {
      grid-area: subject;
      color: var(--eh-primary);
      font-weight: 560;
    }
    .to {
      grid-area: to;
      overflow-wrap: anywhere;
    }
    .when {
      grid-area: when;
    }
    @container page (max-width: 40rem) {
      summary {
        grid-template-areas: 'mark subject' 'mark to' 'mark when';
        grid-template-columns: 1rem 1fr;
      }
    }
    details > p,
    pre {
      max-width: var(--eh-measure);
      margin: 0 0 var(--eh-4) 1.75rem;
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
