import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import { Me, SetUpState, type Role } from '@evenhand/contracts';
import { firstValueFrom } from 'rxjs';

/** Who is signed in. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly person = signal<Me | null | undefined>(undefined);

  readonly me = computed(() => this.person() ?? null);
  readonly isDemo = computed(() => this.me()?.demo ?? false);

  /** Finds out once whether somebody is signed in. */
  async known(): Promise<Me | null> {
    const person = this.person();
    if (person !== undefined) return person;
    try {
      this.person.set(Me.parse(await firstValueFrom(this.http.get('/api/session'))));
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 401) throw error;
      this.person.set(null);
    }
    return this.me();
  }

  has(...roles: readonly Role[]): boolean {
    return roles.some((role) => this.me()?.roles.includes(role));
  }

  async signIn(email: string, password: string): Promise<void> {
    this.person.set(Me.parse(await firstValueFrom(this.http.post('/api/session', { email, password }))));
  }

  async signOut(): Promise<void> {
    try {
      await firstValueFrom(this.http.delete('/api/session'));
    } catch (error) {
      // The session has ended already: that is what was wanted.
      if (!(error instanceof HttpErrorResponse) || error.status !== 401) throw error;
    }
    this.person.set(null);
  }

  /** Forgets who was signed in, without asking the api. */
  forget(): void {
    this.person.set(null);
  }

  /** Whether the first administrator is still missing. */
  async setUpNeeded(): Promise<boolean> {
    return SetUpState.parse(await firstValueFrom(this.http.get('/api/setup'))).needed;
  }

  async setUp(first: { code: string; email: string; name: string; password: string }): Promise<void> {
    this.person.set(Me.parse(await firstValueFrom(this.http.post('/api/setup', first))));
  }
}
