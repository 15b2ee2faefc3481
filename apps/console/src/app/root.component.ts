import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { ArrivalStore, ProblemComponent } from '@evenhand/ui';
import { TroubleStore } from './trouble/trouble.store';

/** The whole console: the page, and what to say when a page cannot be opened. */
@Component({
  selector: 'eh-root',
  imports: [RouterOutlet, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (trouble.now(); as now) {
      <div class="trouble">
        <eh-problem [problem]="now.problem" [again]="true" (retry)="trouble.again()" />
      </div>
    }
    <router-outlet />
  `,
  styles: '.trouble { padding: var(--eh-4); }',
})
export class RootComponent {
  protected readonly trouble = inject(TroubleStore);
  private readonly arrival = inject(ArrivalStore);
  private page: string | null = null;

  constructor() {
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event instanceof NavigationEnd) this.arrived(event.urlAfterRedirects);
      });
  }

  /** A new page is heard by moving to its heading. Filters and parts in the address are no new page. */
  private arrived(address: string): void {
    this.trouble.clear();
    const [page = ''] = address.split('?', 1);
    const before = this.page;
    this.page = page;
    if (before === null) return;
    if (before !== page) this.arrival.announce();
    // The link that was followed may have gone with the part it stood in.
    else this.arrival.rescue();
  }
}
