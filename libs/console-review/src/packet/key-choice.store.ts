import { Injectable, signal } from '@angular/core';

const remembered = 'evenhand.review.keys';

/** Whether single keys act on the review screen; remembered in this browser. */
@Injectable({ providedIn: 'root' })
export class KeyChoiceStore {
  private readonly choice = signal(localStorage.getItem(remembered) !== 'off');
  readonly on = this.choice.asReadonly();

  choose(on: boolean): void {
    this.choice.set(on);
    localStorage.setItem(remembered, on ? 'on' : 'off');
  }
}
