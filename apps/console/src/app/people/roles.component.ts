import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Person, roles, type Problem, type Role } from '@evenhand/contracts';
import { ProblemComponent, problemOf } from '@evenhand/ui';
import { firstValueFrom } from 'rxjs';
import { RoleChoiceComponent } from './role-choice.component';

/** Changes all roles of a person in one step: an officer's cannot be mixed with those of recruiting. */
@Component({
  selector: 'eh-roles',
  imports: [MatButtonModule, MatDialogModule, ProblemComponent, RoleChoiceComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Roles of {{ person.name }}</h2>
    <mat-dialog-content>
      <form id="roles" class="eh-form" (submit)="save($event)">
        @if (problem(); as problem) {
          <eh-problem [problem]="problem" />
        }
        <eh-role-choice legend="What this person may do" [(chosen)]="chosen" />
      </form>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close>Go back</button>
      <button mat-flat-button class="eh-main" type="submit" form="roles" [disabled]="busy()">
        {{ busy() ? 'Saving…' : 'Save roles' }}
      </button>
    </mat-dialog-actions>
  `,
})
export class RolesComponent {
  protected readonly person = inject<Person>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<RolesComponent, Person>>(MatDialogRef);
  private readonly http = inject(HttpClient);
  protected readonly chosen = signal<ReadonlySet<Role>>(new Set(this.person.roles));
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    const change = { roles: roles.filter((role) => this.chosen().has(role)) };
    try {
      const changed = await firstValueFrom(this.http.patch(`/api/people/${this.person.id}`, change));
      this.reference.close(Person.parse(changed));
    } catch (error) {
      this.problem.set(problemOf(error));
      this.busy.set(false);
    }
  }
}
