import { Injectable, signal } from '@angular/core';

/** What a candidate would rather not see; it holds for every question of this visit. */
@Injectable({ providedIn: 'root' })
export class ComfortStore {
  readonly hidesSelf = signal(false);
  readonly hidesClock = signal(false);
}
