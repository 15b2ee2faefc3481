import { HttpClient } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { People, Person, type Problem, type Role } from '@evenhand/contracts';
import {
  confirmed,
  HeadingDirective,
  LoadingComponent,
  ProblemComponent,
  problemOf,
  UnsavedDirective,
} from '@evenhand/ui';
import { firstValueFrom } from 'rxjs';
import { RoleChoiceComponent } from './role-choice.component';
import { roleWords } from './role-words';
import { RolesComponent } from './roles.component';

/** Accounts and roles. Officers may not recruit, review or decide; the database refuses it too. */
@Component({
  selector: 'eh-people-page',
  imports: [
    MatButtonModule,
    HeadingDirective,
    LoadingComponent,
    ProblemComponent,
    RoleChoiceComponent,
    UnsavedDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './people.page.html',
  styles: `
    :host {
      display: grid;
      gap: var(--eh-6);
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--eh-3);
    }
    th .eh-soft {
      font-weight: 400;
      overflow-wrap: anywhere;
    }
    .actions {
      white-space: nowrap;
    }
  `,
})
export class PeoplePage {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialog);
  private readonly unsaved = viewChild.required(UnsavedDirective);
  protected readonly people = resource({
    loader: async () => People.parse(await firstValueFrom(this.http.get('/api/people'))).rows,
  });
  private readonly failed = signal<Problem | null>(null);
  protected readonly problem = computed(() => {
    const error = this.people.error();
    return error ? problemOf(error) : this.failed();
  });
  protected readonly chosen = signal<ReadonlySet<Role>>(new Set());
  protected readonly busy = signal(false);
  protected readonly said = signal('');

  protected rolesOf(person: Person): string {
    return person.roles.map((role) => roleWords[role]).join(', ');
  }

  protected async add(
    event: Event,
    form: HTMLFormElement,
    person: { name: string; email: string; password: string },
  ): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    await this.attempt(async () => {
      await firstValueFrom(this.http.post('/api/people', { ...person, roles: [...this.chosen()] }));
      form.reset();
      this.unsaved().saved();
      this.chosen.set(new Set());
      this.said.set(`${person.name} can sign in now.`);
    });
    this.busy.set(false);
  }

  protected async changeRoles(person: Person): Promise<void> {
    const reference = this.dialog.open<RolesComponent, Person, Person>(RolesComponent, {
      data: person,
      maxWidth: '32rem',
      restoreFocus: true,
    });
    const changed = await firstValueFrom(reference.afterClosed());
    if (!changed) return;
    this.failed.set(null);
    this.said.set(`Roles of ${person.name} changed.`);
    this.people.reload();
  }

  protected async toggleDisabled(person: Person): Promise<void> {
    const disabled = !person.disabled;
    const sure =
      !disabled ||
      (await confirmed(this.dialog, {
        title: `Stop ${person.name} from signing in?`,
        consequence:
          'Their sessions end at once. Ratings and decisions of theirs stay on record. You can allow sign-in again.',
        verb: 'Stop sign-in',
      }));
    if (!sure) return;
    await this.attempt(async () => {
      Person.parse(await firstValueFrom(this.http.patch(`/api/people/${person.id}`, { disabled })));
      this.said.set(`${person.name} can ${disabled ? 'no longer' : 'again'} sign in.`);
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
