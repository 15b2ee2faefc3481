import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import type { Problem, Role } from '@evenhand/contracts';
import {
  ConnectionStore,
  KeptDraftsStore,
  ProblemComponent,
  problemOf,
  sessionEnded,
  UnsavedWorkStore,
} from '@evenhand/ui';
import { SessionStore } from '../session/session.store';

interface Place {
  readonly path: string;
  readonly label: string;
  readonly roles: readonly Role[];
}

const places: readonly Place[] = [
  { path: '/requisitions', label: 'Requisitions', roles: ['recruiter', 'hiring_manager'] },
  { path: '/review', label: 'Review', roles: ['reviewer'] },
  { path: '/keys', label: 'Signing keys', roles: ['reviewer'] },
  { path: '/outbox', label: 'Outbox', roles: ['recruiter', 'administrator'] },
  { path: '/accommodations', label: 'Accommodations', roles: ['accommodation_officer'] },
  { path: '/log', label: 'Compliance log', roles: ['compliance_officer', 'auditor'] },
  { path: '/people', label: 'People', roles: ['administrator'] },
  { path: '/operations', label: 'Operations', roles: ['administrator'] },
];

/** Frame of every page after sign-in: where one can go, who one is. */
@Component({
  selector: 'eh-shell',
  imports: [RouterOutlet, RouterLink, RouterLinkActive, MatButtonModule, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './shell.component.html',
  styleUrl: './shell.component.scss',
})
export class ShellComponent {
  protected readonly session = inject(SessionStore);
  protected readonly connection = inject(ConnectionStore);
  private readonly router = inject(Router);
  private readonly unsaved = inject(UnsavedWorkStore);
  private readonly drafts = inject(KeptDraftsStore);
  protected readonly places = computed(() => places.filter((place) => this.session.has(...place.roles)));
  protected readonly menuOpen = signal(false);
  protected readonly problem = signal<Problem | null>(null);

  constructor() {
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      this.menuOpen.set(false);
      this.problem.set(null);
    });
  }

  protected async signOut(): Promise<void> {
    if (!(await this.unsaved.mayLeave())) return;
    try {
      await this.session.signOut();
    } catch (error) {
      // Nobody must believe to be signed out who is not.
      this.problem.set({
        ...problemOf(error),
        detail: 'You are still signed in: the server cannot be reached.',
      });
      return;
    }
    this.drafts.dropAll();
    await this.router.navigateByUrl('/sign-in', { info: sessionEnded });
  }
}
