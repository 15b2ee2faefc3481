import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { LedgerEntries } from '@evenhand/contracts';
import {
  EmptyComponent,
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
} from '@evenhand/ui';
import { firstValueFrom } from 'rxjs';
import { paged } from '../paging/paged';

/** The compliance log: every entry in plain words, with the entry itself behind it. */
@Component({
  selector: 'eh-log-page',
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
    <h1 ehHeading>Compliance log</h1>
    <p class="eh-soft">
      Each step writes its entry in the same transaction as what it did. Entries hold random ids, salted
      digests and counts: no name, no text, no score. They cannot be changed or removed.
    </p>
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.again()" />
    }
    @if (list.rows().length > 0) {
      <table class="eh-table eh-stack">
        <caption class="eh-aloud">
          Entries of the log, the oldest first
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">No.</th>
            <th scope="col">What happened</th>
            <th scope="col">When</th>
            <th scope="col">Entry</th>
          </tr>
        </thead>
        <tbody>
          @for (entry of list.rows(); track entry.id) {
            <tr>
              <td class="number short" data-label="No.">{{ entry.position }}</td>
              <th scope="row">{{ entry.sentence }}</th>
              <td data-label="When" class="when short">
                <time [attr.datetime]="entry.recordedAt">{{ entry.recordedAt | moment }}</time>
              </td>
              <td>
                <details>
                  <summary>
                    {{ entry.type }}<span class="eh-aloud"> no. {{ entry.position }}, the entry itself</span>
                  </summary>
                  <code>{{ entry.entry }}</code>
                </details>
              </td>
            </tr>
          }
        </tbody>
      </table>
    } @else if (list.loading()) {
      <eh-loading>Loading the log…</eh-loading>
    } @else if (!list.problem()) {
      <eh-empty
        title="The log is empty."
        why="Nothing has happened yet. The first entry is written when a candidate hands in an interview."
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
      gap: var(--eh-4);
      justify-items: start;
    }
    p {
      max-width: var(--eh-measure);
    }
    @container page (min-width: 44rem) {
      .when,
      summary {
        white-space: nowrap;
      }
    }
    th[scope='row'] {
      font-weight: 400;
    }
    summary {
      min-height: 1.5rem;
      color: var(--eh-primary);
      cursor: pointer;
    }
    code {
      font-family: var(--eh-mono);
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class LogPage {
  private readonly http = inject(HttpClient);
  protected readonly list = paged(async (cursor) => {
    const params = { from: cursor ?? '0' };
    const page = LedgerEntries.parse(await firstValueFrom(this.http.get('/api/ledger/entries', { params })));
    return { rows: page.entries, next: page.next === null ? null : String(page.next) };
  });

  constructor() {
    void this.list.start();
  }
}
