import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { roles, type Role } from '@evenhand/contracts';
import { roleWords } from './role-words';

const meanings: Record<Role, string> = {
  recruiter: 'writes questions, invites, decides',
  reviewer: 'rates blind',
  hiring_manager: 'sees and decides after the reveal',
  accommodation_officer: 'decides requests for accommodations; neither recruits nor rates',
  compliance_officer: 'reads the log and the evidence; neither recruits nor rates',
  auditor: 'reads the log; sees nobody’s name',
  administrator: 'people and operations',
};

/** A choice of roles, each with what it is for. */
@Component({
  selector: 'eh-role-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ legend() }}</legend>
      @for (role of roles; track role) {
        <label class="eh-check">
          <input type="checkbox" [checked]="chosen().has(role)" (change)="toggle(role)" />
          <span
            ><strong>{{ words[role] }}:</strong>&ngsp;<span class="eh-soft">{{ meanings[role] }}</span></span
          >
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--eh-2);
    }
    strong {
      font-weight: 560;
    }
    legend {
      margin-bottom: var(--eh-2);
      font-weight: 560;
    }
  `,
})
export class RoleChoiceComponent {
  readonly legend = input.required<string>();
  readonly chosen = model.required<ReadonlySet<Role>>();
  protected readonly roles = roles;
  protected readonly words = roleWords;
  protected readonly meanings = meanings;

  protected toggle(role: Role): void {
    const next = new Set(this.chosen());
    if (!next.delete(role)) next.add(role);
    this.chosen.set(next);
  }
}
