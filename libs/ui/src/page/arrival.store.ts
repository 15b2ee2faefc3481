import { afterNextRender, inject, Injectable, Injector, signal } from '@angular/core';

/** Whether somebody has just arrived at a page and is to be led to its heading. */
@Injectable({ providedIn: 'root' })
export class ArrivalStore {
  private readonly injector = inject(Injector);
  private readonly state = signal(false);
  readonly awaited = this.state.asReadonly();

  /** The next heading to appear, or the one that is there, takes the focus. */
  announce(): void {
    this.state.set(true);
  }

  /** Leads to the heading when what had the focus is gone after the next rendering. */
  rescue(): void {
    const look = (): void => {
      if (document.activeElement === null || document.activeElement === document.body) this.announce();
    };
    afterNextRender(look, { injector: this.injector });
  }

  done(): void {
    this.state.set(false);
  }
}
