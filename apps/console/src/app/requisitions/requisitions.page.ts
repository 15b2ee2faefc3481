import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ProblemComponent } from '@evenhand/ui';
import { paged } from '../paging/paged';
import { SessionStore } from '../session/session.store';
import { RequisitionsClient } from './requisitions.client';

/** Requisitions with their funnel. Nothing about reviewing is counted before reveal. */
@Component({
  selector: 'eh-requisitions-page',
  imports: [RouterLink, MatButtonModule, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-actions">
      <h1>Requisitions</h1>
      @if (session.has('recruiter')) {
        <a mat-flat-button class="eh-main" routerLink="/requisitions/new">New requisition</a>
      }
    </div>
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.start()" />
    }
    @if (list.rows().length > 0) {
      <div class="eh-scroll">
        <table class="eh-table">
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
                <td>{{ row.status }}</td>
                <td class="number">{{ row.funnel.invited }}</td>
                <td class="number">{{ row.funnel.inProgress }}</td>
                <td class="number">{{ row.funnel.submitted }}</td>
                <td class="number">{{ row.funnel.notFinished }}</td>
                <td class="number">{{ row.funnel.revealed }}</td>
                <td class="number">{{ row.funnel.decided }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else if (list.loading()) {
      <p role="status">Loading…</p>
    } @else if (!list.problem()) {
      <p class="eh-soft">
        There is no requisition yet. Create one to write its questions and rubric, then publish it and invite
        candidates.
      </p>
    }
    @if (list.hasMore()) {
      <button mat-stroked-button type="button" [disabled]="list.loading()" (click)="list.more()">
        Show more
      </button>
    }
  `,
  styles: ':host { display: grid; gap: var(--eh-6); justify-items: start; } .eh-scroll { width: 100%; }',
})
export class RequisitionsPage {
  private readonly client = inject(RequisitionsClient);
  protected readonly session = inject(SessionStore);
  protected readonly list = paged((cursor) => this.client.page(cursor));

  constructor() {
    void this.list.start();
  }
}
