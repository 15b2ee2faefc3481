import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { People, Person, roles, type PersonChange, type Problem, type Role } from '@evenhand/contracts';
import { ProblemComponent, problemOf } from '@evenhand/ui';
import { firstValueFrom } from 'rxjs';

const labels: Record<Role, string> = {
  recruiter: 'Recruiter',
  reviewer: 'Reviewer',
  hiring_manager: 'Hiring manager',
  accommodation_officer: 'Accommodation officer',
  compliance_officer: 'Compliance officer',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

/** Accounts and roles. Officers may not recruit, review or decide; the database refuses it too. */
@Component({
  selector: 'eh-people-page',
  imports: [MatButtonModule, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './people.page.html',
  styles:
    ':host { display: grid; gap: var(--eh-8); } section { display: grid; gap: var(--eh-3); } .roles { display: flex; flex-wrap: wrap; gap: var(--eh-1) var(--eh-4); }',
})
export class PeoplePage {
  private readonly http = inject(HttpClient);
  protected readonly roles = roles;
  protected readonly labels = labels;
  protected readonly people = resource({
    loader: async () => People.parse(await firstValueFrom(this.http.get('/api/people'))).rows,
  });
  private readonly failed = signal<Problem | null>(null);
  protected readonly problem = computed(() => {
    const error = this.people.error();
    return error ? problemOf(error.cause ?? error) : this.failed();
  });
  protected readonly chosen = signal<ReadonlySet<Role>>(new Set());
  protected readonly said = signal('');

  protected choose(role: Role): void {
    this.chosen.update((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(role)) next.add(role);
      return next;
    });
  }

  protected async add(
    event: Event,
    form: HTMLFormElement,
    person: { name: string; email: string; password: string },
  ): Promise<void> {
    event.preventDefault();
    await this.attempt(async () => {
      await firstValueFrom(this.http.post('/api/people', { ...person, roles: [...this.chosen()] }));
      form.reset();
      this.chosen.set(new Set());
      this.said.set(`${person.name} can sign in now.`);
    });
  }

  protected toggleRole(person: Person, role: Role): Promise<void> {
    const next = person.roles.includes(role)
      ? person.roles.filter((one) => one !== role)
      : [...person.roles, role];
    return this.change(person, { roles: next }, `Roles of ${person.name} changed.`);
  }

  protected toggleDisabled(person: Person): Promise<void> {
    const disabled = !person.disabled;
    return this.change(
      person,
      { disabled },
      `${person.name} can ${disabled ? 'no longer' : 'again'} sign in.`,
    );
  }

  private change(person: Person, change: PersonChange, say: string): Promise<void> {
    return this.attempt(async () => {
      Person.parse(await firstValueFrom(this.http.patch(`/api/people/${person.id}`, change)));
      this.said.set(say);
    });
  }

  /** Whatever happens, the list then shows what the api holds. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    this.said.set('');
    try {
      await work();
      this.failed.set(null);
    } catch (error) {
      this.failed.set(problemOf(error));
    }
    this.people.reload();
  }
}
