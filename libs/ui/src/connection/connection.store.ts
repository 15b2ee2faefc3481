import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Whether the browser has a network. It may be wrong when it says yes, hardly ever when it says no. */
@Injectable({ providedIn: 'root' })
export class ConnectionStore {
  private readonly view = inject(DOCUMENT).defaultView;
  private readonly state = signal(this.view?.navigator.onLine ?? true);
  readonly online = this.state.asReadonly();

  constructor() {
    this.view?.addEventListener('online', () => this.state.set(true));
    this.view?.addEventListener('offline', () => this.state.set(false));
  }
}
