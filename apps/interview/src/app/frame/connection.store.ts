import { Injectable, signal } from '@angular/core';

/** Whether this device has a network at all. */
@Injectable({ providedIn: 'root' })
export class ConnectionStore {
  private readonly state = signal(navigator.onLine);
  readonly online = this.state.asReadonly();

  constructor() {
    addEventListener('online', () => this.state.set(true));
    addEventListener('offline', () => this.state.set(false));
  }

  /** Resolves after that many milliseconds, or as soon as the network is back. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener('online', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      addEventListener('online', done);
    });
  }
}
