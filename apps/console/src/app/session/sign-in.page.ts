import { ChangeDetectionStrategy, Component, inject, input, signal, type OnInit } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import type { Problem } from '@evenhand/contracts';
import { HeadingDirective, ProblemComponent, problemOf } from '@evenhand/ui';
import { SessionStore } from './session.store';

/** Sign-in with e-mail and password. */
@Component({
  selector: 'eh-sign-in-page',
  imports: [MatButtonModule, HeadingDirective, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <h1 ehHeading>Sign in to Evenhand</h1>
      @if (ended() !== undefined) {
        <p class="eh-note" role="status">
          Your session has ended. Sign in to go on where you were; what you had entered is kept in this
          browser.
        </p>
      } @else {
        <p class="eh-soft">A person judges first.</p>
      }
      @if (problem(); as problem) {
        <eh-problem [problem]="problem" />
      }
      <form class="eh-form" (submit)="signIn($event, email.value, password.value)">
        <div class="eh-field">
          <label for="email">E-mail</label>
          <input #email id="email" name="email" type="email" autocomplete="username" required />
        </div>
        <div class="eh-field">
          <label for="password">Password</label>
          <input
            #password
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
          />
        </div>
        <button mat-flat-button class="eh-main" type="submit" [disabled]="busy()">
          {{ busy() ? 'Signing in…' : 'Sign in' }}
        </button>
      </form>
    </main>
  `,
  styleUrl: './session.pages.scss',
})
export class SignInPage implements OnInit {
  /** Where to go afterwards, from the address. */
  readonly back = input<string>();
  /** From the address: the session ended while somebody was working. */
  readonly ended = input<string>();
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);

  ngOnInit(): void {
    void this.toSetUpWhenNeeded();
  }

  private async toSetUpWhenNeeded(): Promise<void> {
    try {
      if (await this.session.setUpNeeded()) await this.router.navigate(['/set-up']);
    } catch (error) {
      this.problem.set(problemOf(error));
    }
  }

  protected async signIn(event: Event, email: string, password: string): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    try {
      await this.session.signIn(email, password);
      await this.router.navigateByUrl(inside(this.back()) ?? '/');
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}

/** Only addresses of this app: never an address of another site that somebody put into a link. */
function inside(address: string | undefined): string | null {
  return address?.startsWith('/') === true && !address.startsWith('//') && !address.includes('\\')
    ? address
    : null;
}
