import { HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';
import { Router, type NavigationError } from '@angular/router';
import type { Problem } from '@evenhand/contracts';
import { ConnectionStore, problemOf } from '@evenhand/ui';

const notLoaded = (online: boolean): Problem => ({
  type: 'urn:evenhand:problem:not-loaded',
  title: 'Not loaded',
  status: 0,
  detail: online
    ? 'This part of the console could not be loaded. It may have been updated since you opened it; trying again loads it anew.'
    : 'You are offline, and this part of the console has not been loaded yet. What is open stays open.',
  code: online ? 'not-loaded' : 'offline',
  retryable: true,
});

/** A page that could not be opened, and the way to try again. */
@Injectable({ providedIn: 'root' })
export class TroubleStore {
  private readonly router = inject(Router);
  private readonly connection = inject(ConnectionStore);
  private readonly state = signal<{ problem: Problem; address: string; reload: boolean } | null>(null);
  readonly now = this.state.asReadonly();

  note({ error, url: address }: NavigationError): void {
    const answered = error instanceof HttpErrorResponse;
    const problem = answered ? problemOf(error) : notLoaded(this.connection.online());
    this.state.set({ problem, address, reload: !answered });
  }

  clear(): void {
    this.state.set(null);
  }

  async again(): Promise<void> {
    const trouble = this.state();
    if (!trouble) return;
    // A browser does not fetch a part of a program again that has failed once; a fresh page does.
    if (trouble.reload) location.assign(document.baseURI.replace(/\/$/, '') + trouble.address);
    else await this.router.navigateByUrl(trouble.address);
  }
}
