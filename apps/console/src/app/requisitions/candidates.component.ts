import { ChangeDetectionStrategy, Component, effect, inject, input, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { InterviewRow } from '@evenhand/contracts';
import { MomentPipe, ProblemComponent } from '@evenhand/ui';
import { paged } from '../paging/paged';
import { RequisitionsClient } from './requisitions.client';

const progress: Record<InterviewRow['progress'], string> = {
  invited: 'Invited',
  'in-progress': 'In progress',
  submitted: 'Submitted',
  'not-finished': 'Not finished',
  withdrawn: 'Withdrawn',
};

/** Candidates of a requisition: progress, and what is revealed or decided. In the order of their invitation. */
@Component({
  selector: 'eh-candidates',
  imports: [RouterLink, MatButtonModule, MomentPipe, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.start()" />
    }
    @if (list.rows().length > 0) {
      <div class="eh-scroll">
        <table class="eh-table">
          <caption class="eh-aloud">
            Candidates, in the order of their invitation
          </caption>
          <thead>
            <tr>
              <th scope="col">Candidate</th>
              <th scope="col">Progress</th>
              <th scope="col">Invited</th>
              <th scope="col">Ratings</th>
              <th scope="col">Decision</th>
            </tr>
          </thead>
          <tbody>
            @for (row of list.rows(); track row.id) {
              <tr>
                <th scope="row">
                  {{ row.candidate.name }}
                  <span class="eh-soft">{{ row.candidate.email }}</span>
                </th>
                <td>{{ progress[row.progress] }}</td>
                <td>{{ row.invitedAt | moment }}</td>
                <td>
                  @if (row.revealed) {
                    <a [routerLink]="['/interviews', row.id, 'reveal']">Revealed</a>
                  } @else {
                    <span class="eh-soft">Sealed</span>
                  }
                </td>
                <td>
                  {{
                    row.decision === 'advance'
                      ? 'Invited to talk'
                      : row.decision === 'decline'
                        ? 'Declined'
                        : ''
                  }}
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else if (list.loading()) {
      <p role="status">Loading…</p>
    } @else if (!list.problem()) {
      <p class="eh-soft">
        Nobody is invited yet.
        @if (canInvite()) {
          <a [routerLink]="[]" [queryParams]="{ part: 'invite' }">Invite candidates.</a>
        }
      </p>
    }
    @if (list.hasMore()) {
      <button mat-stroked-button type="button" [disabled]="list.loading()" (click)="list.more()">
        Show more
      </button>
    }
  `,
  styles:
    ':host { display: grid; gap: var(--eh-4); justify-items: start; } .eh-scroll { width: 100%; } th .eh-soft { display: block; font-weight: 400; }',
})
export class CandidatesComponent {
  readonly requisitionId = input.required<string>();
  readonly canInvite = input.required<boolean>();
  private readonly client = inject(RequisitionsClient);
  protected readonly progress = progress;
  protected readonly list = paged((cursor) => this.client.interviews(this.requisitionId(), cursor));

  constructor() {
    effect(() => {
      this.requisitionId();
      untracked(() => void this.list.start());
    });
  }
}
