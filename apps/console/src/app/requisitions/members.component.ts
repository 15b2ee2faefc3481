import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Member, Problem, RequisitionView } from '@evenhand/contracts';
import { LoadingComponent, ProblemComponent, problemOf, UnsavedDirective } from '@evenhand/ui';
import { RequisitionsClient } from './requisitions.client';

const duties = [
  { duty: 'recruiter', label: 'Recruiters', hint: 'Invite, follow progress, decide.' },
  {
    duty: 'reviewer',
    label: 'Reviewers',
    hint: 'Rate blind. At least as many as scorecards are required; one more, so that a third person can settle differences.',
  },
  { duty: 'hiring_manager', label: 'Hiring managers', hint: 'See and decide after the reveal.' },
] as const;

/** Who works on a requisition, as what. */
@Component({
  selector: 'eh-members',
  imports: [MatButtonModule, LoadingComponent, ProblemComponent, UnsavedDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (problem(); as problem) {
      <eh-problem
        [problem]="problem"
        [again]="colleagues.error() !== undefined"
        (retry)="colleagues.reload()"
      />
    }
    @if (colleagues.hasValue()) {
      <form
        class="eh-form"
        ehUnsaved="The people of this requisition are changed but not saved."
        (submit)="save($event)"
      >
        @for (one of duties; track one.duty) {
          <fieldset>
            <legend>{{ one.label }}</legend>
            <p class="eh-soft">{{ one.hint }}</p>
            @for (person of holders()[one.duty]; track person.id) {
              <label class="eh-check">
                <input
                  type="checkbox"
                  [checked]="isMember(person.id, one.duty)"
                  (change)="toggle(person.id, one.duty)"
                />
                <span>{{ person.name }}</span>
              </label>
            } @empty {
              <p class="eh-soft">Nobody holds this role yet. An administrator can give it.</p>
            }
          </fieldset>
        }
        <div class="eh-actions">
          <button mat-flat-button class="eh-main" type="submit" [disabled]="busy()">
            {{ busy() ? 'Saving…' : 'Save people' }}
          </button>
          <span role="status">{{ said() }}</span>
        </div>
      </form>
    } @else if (colleagues.isLoading()) {
      <eh-loading>Loading colleagues…</eh-loading>
    }
  `,
  styles:
    'fieldset { display: grid; gap: var(--eh-1); } legend { font-weight: 620; margin-bottom: var(--eh-1); }',
})
export class MembersComponent {
  readonly requisition = input.required<RequisitionView>();
  readonly changed = output<RequisitionView>();
  private readonly client = inject(RequisitionsClient);
  protected readonly duties = duties;
  protected readonly colleagues = resource({ loader: () => this.client.colleagues() });
  protected readonly holders = computed(() => {
    const all = this.colleagues.hasValue() ? this.colleagues.value() : [];
    const of = (duty: Member['duty']) => all.filter((person) => person.roles.includes(duty));
    return { recruiter: of('recruiter'), reviewer: of('reviewer'), hiring_manager: of('hiring_manager') };
  });
  private readonly members = linkedSignal<readonly Member[]>(() => this.requisition().members);
  private readonly failed = signal<Problem | null>(null);
  protected readonly problem = computed(() => {
    const error = this.colleagues.error();
    return error ? problemOf(error) : this.failed();
  });
  private readonly form = viewChild(UnsavedDirective);
  protected readonly busy = signal(false);
  protected readonly said = signal('');

  protected isMember(userId: string, duty: Member['duty']): boolean {
    return this.members().some((member) => member.userId === userId && member.duty === duty);
  }

  protected toggle(userId: string, duty: Member['duty']): void {
    this.said.set('');
    this.members.update((members) =>
      this.isMember(userId, duty)
        ? members.filter((member) => member.userId !== userId || member.duty !== duty)
        : [...members, { userId, duty }],
    );
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    try {
      this.changed.emit(await this.client.setMembers(this.requisition().id, this.members()));
      this.form()?.saved();
      this.failed.set(null);
      this.said.set('Saved.');
    } catch (error) {
      this.failed.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
