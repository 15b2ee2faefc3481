import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { InvitationsMade, Problem, RequisitionView } from '@evenhand/contracts';
import { ProblemComponent, problemOf } from '@evenhand/ui';
import { RequisitionsClient } from './requisitions.client';

/** Invites by pasted list or CSV file. All or nothing: one wrong row, and nobody is invited until it is mended. */
@Component({
  selector: 'eh-invite',
  imports: [MatButtonModule, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (requisition().status !== 'open') {
      <p class="eh-note">
        {{
          requisition().status === 'draft'
            ? 'Publish the requisition first; then candidates can be invited.'
            : 'This requisition is closed.'
        }}
      </p>
    } @else {
      <form class="eh-form" (submit)="invite($event, list.value)">
        @if (problem(); as problem) {
          <eh-problem [problem]="problem" />
        }
        <div class="eh-field">
          <label for="list">Candidates, one per line: name, e-mail</label>
          <textarea
            #list
            id="list"
            rows="8"
            placeholder="Ada Beispiel, ada@example.org"
            (input)="problem.set(null)"
          ></textarea>
          <span class="hint"
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
    @if (made(); as made) {
      <section role="status">
        <p>
          <strong>{{ made.invited }} {{ made.invited === 1 ? 'candidate' : 'candidates' }} invited.</strong>
          @if (made.alreadyInvited > 0) {
            {{ made.alreadyInvited }} had been invited before and stay as they were.
          }
        </p>
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
      </section>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-6);
    }
    code {
      font-family: var(--eh-mono);
      overflow-wrap: anywhere;
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
  protected readonly problem = signal<Problem | null>(null);
  protected readonly made = signal<InvitationsMade | null>(null);
  protected readonly busy = signal(false);

  protected async read(event: Event, list: HTMLTextAreaElement): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    list.value = await file.text();
    this.problem.set(null);
  }

  protected async invite(event: Event, csv: string): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    try {
      this.made.set(await this.client.invite(this.requisition().id, { csv }));
      this.problem.set(null);
      this.invited.emit();
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
