import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Problem, RequisitionView } from '@evenhand/contracts';
import { ArrivalStore, confirmed, MomentPipe, ProblemComponent, problemOf } from '@evenhand/ui';
import { PackButtonComponent } from '../proof/pack-button.component';
import { RequisitionsClient } from './requisitions.client';

/** Funnel, publishing, the open link, closing. */
@Component({
  selector: 'eh-requisition-overview',
  imports: [RouterLink, MatButtonModule, MomentPipe, PackButtonComponent, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './requisition-overview.component.html',
  styleUrl: './requisition-overview.component.scss',
})
export class RequisitionOverviewComponent {
  readonly requisition = input.required<RequisitionView>();
  readonly changed = output<RequisitionView>();
  /** Something changed that only the api knows the new state of. */
  readonly stale = output();
  private readonly client = inject(RequisitionsClient);
  private readonly dialog = inject(MatDialog);
  private readonly arrival = inject(ArrivalStore);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);
  protected readonly said = signal('');
  protected readonly freshLink = signal<string | null>(null);
  protected readonly steps = computed(() => {
    const { funnel } = this.requisition();
    return [
      ['Invited', funnel.invited],
      ['In progress', funnel.inProgress],
      ['Submitted', funnel.submitted],
      ['Not finished', funnel.notFinished],
      ['Revealed', funnel.revealed],
      ['Decided', funnel.decided],
    ] as const;
  });
  protected readonly reviewers = computed(
    () => this.requisition().members.filter((member) => member.duty === 'reviewer').length,
  );

  protected async publish(): Promise<void> {
    const sure = await confirmed(this.dialog, {
      title: 'Publish these questions and this rubric?',
      consequence:
        'They are frozen and hashed: every candidate gets the same, and nobody can change them afterwards.',
      verb: 'Publish',
    });
    if (!sure) return;
    await this.attempt(async () => {
      this.changed.emit(await this.client.publish(this.requisition().id));
      this.said.set('Published. Candidates can be invited now.');
    });
  }

  protected async close(): Promise<void> {
    const sure = await confirmed(this.dialog, {
      title: 'Close this requisition?',
      consequence:
        'Nobody can be invited or start any more. Interviews that were submitted are reviewed and decided as usual.',
      verb: 'Close requisition',
    });
    if (!sure) return;
    await this.attempt(async () => {
      this.changed.emit(await this.client.close(this.requisition().id));
      this.said.set('Closed. Nobody can be invited or start any more.');
    });
  }

  protected async makeLink(): Promise<void> {
    const sure =
      this.requisition().openLink === null ||
      (await confirmed(this.dialog, {
        title: 'Replace the open link?',
        consequence:
          'The link that is out there stops working. Candidates who have started keep their personal links.',
        verb: 'Replace link',
      }));
    if (!sure) return;
    await this.attempt(async () => {
      this.freshLink.set((await this.client.makeOpenLink(this.requisition().id)).url);
      this.said.set('The link is ready. It is shown once.');
      this.stale.emit();
    });
  }

  protected async copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.said.set('Link copied.');
    } catch {
      this.said.set('The browser does not allow copying. Mark the link and copy it yourself.');
    }
  }

  protected async revokeLink(): Promise<void> {
    const sure = await confirmed(this.dialog, {
      title: 'Revoke the open link?',
      consequence:
        'Nobody can start with it any more. Candidates who have started keep their personal links.',
      verb: 'Revoke link',
    });
    if (!sure) return;
    await this.attempt(async () => {
      await this.client.revokeOpenLink(this.requisition().id);
      this.freshLink.set(null);
      this.said.set('The link is revoked.');
      this.stale.emit();
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.said.set('');
    try {
      await work();
      this.problem.set(null);
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
      this.arrival.rescue();
    }
  }
}
