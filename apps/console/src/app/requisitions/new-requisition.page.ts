import { ChangeDetectionStrategy, Component, inject, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Problem } from '@evenhand/contracts';
import { HeadingDirective, ProblemComponent, problemOf, UnsavedDirective } from '@evenhand/ui';
import { SessionStore } from '../session/session.store';
import { RequisitionsClient } from './requisitions.client';

/** Starts a requisition; its questions and rubric follow on its own page. */
@Component({
  selector: 'eh-new-requisition-page',
  imports: [RouterLink, MatButtonModule, HeadingDirective, ProblemComponent, UnsavedDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1 ehHeading>New requisition</h1>
    @if (problem(); as problem) {
      <eh-problem [problem]="problem" />
    }
    <form
      class="eh-form"
      ehUnsaved="The requisition is not created yet. What you have entered will be lost."
      (submit)="create($event, title.value, description.value, contact.value, +days.value)"
    >
      <div class="eh-field">
        <label for="title">Job title</label>
        <input #title id="title" required maxlength="200" />
      </div>
      <div class="eh-field">
        <label for="description">About the job</label>
        <textarea
          #description
          id="description"
          rows="4"
          maxlength="10000"
          aria-describedby="description-hint"
        ></textarea>
        <span class="hint" id="description-hint">Candidates read this before they begin.</span>
      </div>
      <div class="eh-field">
        <label for="contact">Contact e-mail for candidates</label>
        <input #contact id="contact" type="email" required [value]="session.me()?.email ?? ''" />
      </div>
      <div class="eh-field">
        <label for="days">Days until candidates are promised an answer</label>
        <input #days id="days" type="number" min="1" max="90" value="14" required />
      </div>
      <div class="eh-actions">
        <button mat-flat-button class="eh-main" type="submit" [disabled]="busy()">
          {{ busy() ? 'Creating…' : 'Create requisition' }}
        </button>
        <a mat-button routerLink="/requisitions">Go back</a>
      </div>
    </form>
  `,
  styles: ':host { display: grid; gap: var(--eh-6); }',
})
export class NewRequisitionPage {
  private readonly client = inject(RequisitionsClient);
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);
  private readonly form = viewChild.required(UnsavedDirective);

  protected async create(
    event: Event,
    title: string,
    description: string,
    contactEmail: string,
    promisedDays: number,
  ): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    try {
      const { id } = await this.client.create({ title, description, contactEmail, promisedDays });
      this.form().saved();
      await this.router.navigate(['/requisitions', id], { queryParams: { part: 'template' } });
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
