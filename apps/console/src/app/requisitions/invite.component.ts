import { ChangeDetectionStrategy, Component, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { InvitationsMade, Problem, RequisitionView } from '@evenhand/contracts';
import { EmptyComponent, ProblemComponent, problemOf, UnsavedDirective } from '@evenhand/ui';
import { RequisitionsClient } from './requisitions.client';

/** Invites by pasted list or CSV file. All or nothing: one wrong row, and nobody is invited until it is mended. */
@Component({
  selector: 'eh-invite',
  imports: [RouterLink, MatButtonModule, EmptyComponent, ProblemComponent, UnsavedDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (requisition().status === 'draft') {
      <eh-empty
        title="Nobody can be invited yet."
        why="Publish the requisition first: then every candidate is asked the same, and nobody can change it."
      >
        <a mat-stroked-button [routerLink]="[]" [queryParams]="{ part: 'overview' }">Go to publishing</a>
      </eh-empty>
    } @else if (requisition().status === 'closed') {
      <eh-empty
        title="This requisition is closed."
        why="Nobody can be invited any more. Submitted interviews are reviewed and decided as usual."
      />
    } @else {
      <form
        class="eh-form"
        ehUnsaved="The candidates in this list are not invited yet. The list will be lost."
        (submit)="invite($event, list)"
      >
        @if (problem(); as problem) {
          <eh-problem [problem]="problem" />
        }
        <div class="eh-field">
          <label for="list">Candidates, one per line: name, e-mail</label>
          <textarea
            #list
            id="list"
            rows="8"
            required
            placeholder="Ada Beispiel, ada@example.org"
            aria-describedby="list-hint"
            (input)="problem.set(null); made.set(null)"
          ></textarea>
          <span class="hint" id="list-hint"
            >Comma, semicolon or tab between the two. A first line with “name, email” is fine.</span
          >
        </div>
        <div class="eh-field">
          <label for="file">Or a CSV file</label>
          <input id="file" type="file" accept=".csv,text/csv,text/plain" (change)="read($event, list)" />
        </div>
        <div class="eh-actions">
          <button mat-flat-button class="eh-main" type="submit" [disabled]="busy()">
            {{ busy() ? 'Inviting…' : 'Invite' }}
          </button>
        </div>
      </form>
    }
    <div role="status">
      @if (made(); as made) {
        <p>
          <strong>{{ made.invited }} {{ made.invited === 1 ? 'candidate' : 'candidates' }} invited.</strong>
          @if (made.alreadyInvited > 0) {
            {{ made.alreadyInvited }} had been invited before and stay as they were.
          }
        </p>
      }
    </div>
    @if (made(); as made) {
      @if (made.links.length > 0) {
        <details>
          <summary>Personal links, shown once</summary>
          <ul>
            @for (link of made.links; track link.email) {
              <li>
                {{ link.email }}: <code>{{ link.url }}</code>
              </li>
            }
          </ul>
        </details>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-4);
    }
    #list {
      font-variant-numeric: tabular-nums;
    }
    ul {
      display: grid;
      gap: var(--eh-2);
      padding-inline-start: var(--eh-6);
    }
    li {
      overflow-wrap: anywhere;
    }
    code {
      font-family: var(--eh-mono);
    }
    summary {
      min-height: 2rem;
      color: var(--eh-primary);
      cursor: pointer;
    }
  `,
})
export class InviteComponent {
  readonly requisition = input.required<RequisitionView>();
  readonly invited = output();
  private readonly client = inject(RequisitionsClient);
  private readonly form = viewChild(UnsavedDirective);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly made = signal<InvitationsMade | null>(null);
  protected readonly busy = signal(false);

  protected async read(event: Event, list: HTMLTextAreaElement): Promise<void> {
    if (!(event.target instanceof HTMLInputElement)) return;
    const [file] = event.target.files ?? [];
    if (!file) return;
    list.value = await file.text();
    this.problem.set(null);
  }

  protected async invite(event: Event, list: HTMLTextAreaElement): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    try {
      this.made.set(await this.client.invite(this.requisition().id, { csv: list.value }));
      this.problem.set(null);
      list.value = '';
      this.form()?.saved();
      this.invited.emit();
    } catch (error) {
      this.made.set(null);
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
