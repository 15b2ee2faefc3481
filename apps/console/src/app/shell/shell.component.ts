import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import type { Role } from '@evenhand/contracts';
import { SessionStore } from '../session/session.store';

interface Place {
  readonly path: string;
  readonly label: string;
  readonly roles: readonly Role[];
}

const places: readonly Place[] = [
  { path: '/requisitions', label: 'Requisitions', roles: ['recruiter', 'hiring_manager'] },
  { path: '/review', label: 'Review', roles: ['reviewer'] },
  { path: '/outbox', label: 'Outbox', roles: ['recruiter', 'administrator'] },
  { path: '/log', label: 'Compliance log', roles: ['compliance_officer', 'auditor'] },
  { path: '/people', label: 'People', roles: ['administrator'] },
  { path: '/operations', label: 'Operations', roles: ['administrator'] },
];

/** Frame of every page after sign-in: where one can go, who one is. */
@Component({
  selector: 'eh-shell',
  imports: [RouterOutlet, RouterLink, RouterLinkActive, MatButtonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './shell.component.html',
  styleUrl: './shell.component.scss',
})
export class ShellComponent {
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');
  protected readonly places = computed(() => places.filter((place) => this.session.has(...place.roles)));
  protected readonly menuOpen = signal(false);

  constructor() {
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      this.menuOpen.set(false);
      // A change of page is announced by moving to it; filters in the address are no change of page.
      if (!event.urlAfterRedirects.includes('?')) this.content().nativeElement.focus();
    });
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.router.navigateByUrl('/sign-in');
  }
}
