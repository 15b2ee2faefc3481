import { ChangeDetectionStrategy, Component, effect, inject, input, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyComponent, LoadingComponent, MomentPipe, ProblemComponent } from '@evenhand/ui';
import { paged } from '../paging/paged';
import { outcomeWords, progressWords } from './requisition-words';
import { RequisitionsClient } from './requisitions.client';

/** Candidates of a requisition: progress, and what is revealed or decided. In the order of their invitation. */
@Component({
  selector: 'eh-candidates',
  imports: [RouterLink, MatButtonModule, EmptyComponent, LoadingComponent, MomentPipe, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (list.problem(); as problem) {
      <eh-problem [problem]="problem" [again]="true" (retry)="list.again()" />
    }
    @if (list.rows().length > 0) {
      <table class="eh-table eh-stack">
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
              <td class="short" data-label="Progress">{{ progressWords[row.progress] }}</td>
              <td data-label="Invited">
                <time [attr.datetime]="row.invitedAt">{{ row.invitedAt | moment }}</time>
              </td>
              <td class="short" data-label="Ratings">
                @if (row.revealed) {
                  <a [routerLink]="['/interviews', row.id, 'reveal']"
                    >Revealed<span class="eh-aloud">: {{ row.candidate.name }}</span></a
                  >
                } @else {
                  <span class="eh-soft">Sealed</span>
                }
              </td>
              <td class="short" data-label="Decision">
                @if (row.decision) {
                  {{ outcomeWords[row.decision] }}
                } @else {
                  <span class="eh-soft">Not yet</span>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    } @else if (list.loading()) {
      <eh-loading>Loading candidates…</eh-loading>
    } @else if (!list.problem()) {
      <eh-empty
        title="Nobody is invited yet."
        [why]="
          canInvite()
            ? 'Paste a list or choose a CSV file; everybody gets a personal link.'
            : 'Candidates can be invited once the requisition is published.'
        "
      >
        @if (canInvite()) {
          <a mat-stroked-button [routerLink]="[]" [queryParams]="{ part: 'invite' }">Invite candidates</a>
        }
      </eh-empty>
    }
    @if (list.hasMore()) {
      <button mat-stroked-button type="button" [disabled]="list.loading()" (click)="list.more()">
        {{ list.loading() ? 'Loading…' : 'Show more' }}
      </button>
    }
  `,
  styles:
    ':host { display: grid; gap: var(--eh-4); justify-items: start; } th .eh-soft { display: block; font-weight: 400; overflow-wrap: anywhere; }',
})
export class CandidatesComponent {
  readonly requisitionId = input.required<string>();
  readonly canInvite = input.required<boolean>();
  private readonly client = inject(RequisitionsClient);
  protected readonly progressWords = progressWords;
  protected readonly outcomeWords = outcomeWords;
  protected readonly list = paged((cursor) => this.client.interviews(this.requisitionId(), cursor));

  constructor() {
    effect(() => {
      this.requisitionId();
      untracked(() => void this.list.start());
    });
  }
}
