import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { ProblemComponent, problemOf } from '@evenhand/ui';
import type { Problem } from '@evenhand/contracts';
import type { RevealView } from '@evenhand/contracts-verdict';
import { RevealClient } from './reveal.client';
import type { CriterionSideBySide } from './side-by-side';

/** What the revision dialog works on. */
export interface Revising {
  readonly interviewId: string;
  readonly criterion: CriterionSideBySide;
  readonly standing: number | null;
}

const points = [1, 2, 3, 4, 5] as const;

/** Changes an own rating after reveal: with a reason, the locked original stays beside it. */
@Component({
  selector: 'eh-revise',
  imports: [MatButtonModule, MatDialogModule, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Revise “{{ revising.criterion.name }}”</h2>
    <mat-dialog-content>
      <form class="eh-form" id="revise" (submit)="send($event, reason.value)">
        <p>
          Your locked rating stays on record. Colleagues and the evidence pack show both, with your reason.
        </p>
        @if (problem(); as problem) {
          <eh-problem [problem]="problem" />
        }
        @if (unchanged()) {
          <p role="alert" class="wrong">Choose another rating than the one that stands.</p>
        }
        <fieldset>
          <legend>New rating</legend>
          @for (point of points; track point) {
            <label class="eh-check">
              <input type="radio" name="point" [checked]="chosen() === point" (change)="choose(point)" />
              <span>{{ point }} · {{ revising.criterion.anchors[point - 1] }}</span>
            </label>
          }
          <label class="eh-check">
            <input type="radio" name="point" [checked]="chosen() === null" (change)="choose(null)" />
            <span>Cannot judge</span>
          </label>
        </fieldset>
        <div class="eh-field">
          <label for="reason">Reason</label>
          <textarea #reason id="reason" rows="3" required maxlength="2000"></textarea>
        </div>
      </form>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close>Go back</button>
      <button mat-flat-button class="eh-main" type="submit" form="revise" [disabled]="busy()">
        {{ busy() ? 'Recording…' : 'Record revision' }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--eh-2);
    }
    legend {
      margin-bottom: var(--eh-2);
      font-weight: 560;
    }
    .wrong {
      color: var(--eh-stop);
      font-weight: 600;
    }
  `,
})
export class ReviseComponent {
  protected readonly revising = inject<Revising>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<ReviseComponent, RevealView>>(MatDialogRef);
  private readonly client = inject(RevealClient);
  protected readonly points = points;
  protected readonly chosen = signal(this.revising.standing);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);
  protected readonly unchanged = signal(false);

  protected choose(point: number | null): void {
    this.chosen.set(point);
    this.unchanged.set(false);
  }

  protected async send(event: Event, reason: string): Promise<void> {
    event.preventDefault();
    this.unchanged.set(this.chosen() === this.revising.standing);
    if (this.unchanged()) return;
    this.busy.set(true);
    const { questionId, criterionId } = this.revising.criterion;
    try {
      const revision = { questionId, criterionId, rating: this.chosen(), reason };
      this.reference.close(await this.client.revise(this.revising.interviewId, revision));
    } catch (error) {
      this.problem.set(problemOf(error));
      this.busy.set(false);
    }
  }
}
