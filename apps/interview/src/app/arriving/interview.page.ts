import { Component, DestroyRef, effect, inject, Injector, input, untracked } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { PortalStore } from '../portal/portal.store';
import { isOpen } from '../portal/steps';
import { RecordingsStore } from '../uploads/recordings.store';
import { LinkProblemComponent } from './link-problem.component';

/** Milliseconds between two looks at the server while it prepares a recording or an officer has a request. */
const LOOK_AGAIN = 5000;

/** One interview: opens its link, goes on with what an earlier visit left, and keeps up with the server. */
@Component({
  imports: [RouterOutlet, LinkProblemComponent],
  template: `
    @if (portal.trouble(); as code) {
      <eh-link-problem [code]="code" (again)="reopen()" />
    } @else if (portal.view() !== null) {
      <router-outlet />
    }
  `,
})
export class InterviewPage {
  protected readonly portal = inject(PortalStore);
  private readonly recordings = inject(RecordingsStore);
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  readonly secret = input.required<string>();

  constructor() {
    let resumed: string | null = null;
    effect(() => {
      const view = this.portal.view();
      if (view === null || view.interviewId === resumed) return;
      resumed = view.interviewId;
      this.recordings.clear();
      if (isOpen(view)) void this.resume(view.interviewId);
    });
    effect(() => {
      if (this.recordings.delivered() > 0) void untracked(() => this.portal.refresh());
    });
    const timer = setInterval(() => this.lookAgain(), LOOK_AGAIN);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected async reopen(): Promise<void> {
    await this.portal.open(this.secret());
    await this.router.navigateByUrl(this.router.url, { onSameUrlNavigation: 'reload' });
  }

  /** The code that keeps and sends recordings comes when the first screen is already there. */
  private async resume(interviewId: string): Promise<void> {
    const { UploadsStore } = await import('../uploads/uploads.store');
    await this.injector.get(UploadsStore).resume(interviewId);
  }

  private lookAgain(): void {
    if (document.visibilityState !== 'visible') return;
    const view = this.portal.view();
    const takes = view?.questions.flatMap((question) => question.takes) ?? [];
    // An officer's answer changes limits while the candidate is at it.
    const waits = takes.some(({ status }) => status === 'stored') || (view?.adjustments.pending ?? 0) > 0;
    if (waits) void this.portal.refresh();
  }
}
