import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import type { Problem } from '@evenhand/contracts';
import { HeadingDirective, ProblemComponent, problemOf } from '@evenhand/ui';
import { SessionStore } from './session.store';

/** The first administrator of an empty installation. */
@Component({
  selector: 'eh-set-up-page',
  imports: [MatButtonModule, HeadingDirective, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <h1 ehHeading>Set up Evenhand</h1>
      <p class="eh-soft">
        Nobody can sign in yet. Create the first administrator; the code was printed where the system was
        started.
      </p>
      @if (problem(); as problem) {
        <eh-problem [problem]="problem" />
      }
      <form
        class="eh-form"
        (submit)="
          create($event, { code: code.value, name: name.value, email: email.value, password: password.value })
        "
      >
        <div class="eh-field">
          <label for="code">Set-up code</label>
          <input #code id="code" required autocomplete="off" />
        </div>
        <div class="eh-field">
          <label for="name">Name</label>
          <input #name id="name" required autocomplete="name" />
        </div>
        <div class="eh-field">
          <label for="email">E-mail</label>
          <input #email id="email" type="email" required autocomplete="username" />
        </div>
        <div class="eh-field">
          <label for="password">Password</label>
          <input
            #password
            id="password"
            type="password"
            required
            minlength="12"
            autocomplete="new-password"
            aria-describedby="password-hint"
          />
          <span class="hint" id="password-hint">At least 12 characters.</span>
        </div>
        <button mat-flat-button class="eh-main" type="submit" [disabled]="busy()">
          {{ busy() ? 'Creating…' : 'Create administrator' }}
        </button>
      </form>
    </main>
  `,
  styleUrl: './session.pages.scss',
})
export class SetUpPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);

  protected async create(
    event: Event,
    first: { code: string; name: string; email: string; password: string },
  ): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    try {
      await this.session.setUp(first);
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
