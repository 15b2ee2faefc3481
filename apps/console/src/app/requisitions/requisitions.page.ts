import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyComponent, HeadingDirective, LoadingComponent, ProblemComponent } from '@evenhand/ui';
import { paged } from '../paging/paged';
import { SessionStore } from '../session/session.store';
import { statusWords } from './requisition-words';
import { RequisitionsClient } from './requisitions.client';

/** Requisitions with their funnel. Nothing about reviewing is counted before reveal. */
@Component({
  selector: 'eh-requisitions-page',
  imports: [
    RouterLink,
    MatButtonModule,
    EmptyComponent,
    HeadingDirective,
    LoadingComponent,
    ProblemComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-actions">
      <h1 ehHeading>Requisitions</h1>
      @if (session.has('recruiter')) {
        <a mat-flat-button class="eh-main" routerLink="/requisitions/new">New requisition</a>
      }
    </div>
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.again()" />
    }
    @if (list.rows().length > 0) {
      <table class="eh-table eh-stack">
        <caption class="eh-aloud">
          Requisitions and how many interviews stand where
        </caption>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">Status</th>
            <th scope="col" class="number">Invited</th>
            <th scope="col" class="number">In progress</th>
            <th scope="col" class="number">Submitted</th>
            <th scope="col" class="number">Not finished</th>
            <th scope="col" class="number">Revealed</th>
            <th scope="col" class="number">Decided</th>
          </tr>
        </thead>
        <tbody>
          @for (row of list.rows(); track row.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="['/requisitions', row.id]">{{ row.title }}</a>
                @if (row.synthetic) {
                  <span class="eh-tag">synthetic</span>
                }
              </th>
              <td class="short" data-label="Status">{{ statusWords[row.status] }}</td>
              <td class="number short" data-label="Invited">{{ row.funnel.invited }}</td>
              <td class="number short" data-label="In progress">{{ row.funnel.inProgress }}</td>
              <td class="number short" data-label="Submitted">{{ row.funnel.submitted }}</td>
              <td class="number short" data-label="Not finished">{{ row.funnel.notFinished }}</td>
              <td class="number short" data-label="Revealed">{{ row.funnel.revealed }}</td>
              <td class="number short" data-label="Decided">{{ row.funnel.decided }}</td>
            </tr>
          }
        </tbody>
      </table>
    } @else if (list.loading()) {
      <eh-loading>Loading requisitions…</eh-loading>
    } @else if (!list.problem()) {
      @if (session.has('recruiter')) {
        <eh-empty
          title="There is no requisition yet."
          why="Create one to write its questions and rubric, then publish it and invite candidates."
        >
          <a mat-stroked-button routerLink="/requisitions/new">New requisition</a>
        </eh-empty>
      } @else {
        <eh-empty
          title="You are on no requisition yet."
          why="A recruiter adds you to one under its part People. It appears here then."
        />
      }
    }
    @if (list.hasMore()) {
      <button mat-stroked-button type="button" [disabled]="list.loading()" (click)="list.more()">
        {{ list.loading() ? 'Loading…' : 'Show more' }}
      </button>
    }
  `,
  styles: ':host { display: grid; gap: var(--eh-4); justify-items: start; }',
})
export class RequisitionsPage {
  private readonly client = inject(RequisitionsClient);
  protected readonly session = inject(SessionStore);
  protected readonly statusWords = statusWords;
  protected readonly list = paged((cursor) => this.client.page(cursor));

  constructor() {
    void this.list.start();
  }
}
