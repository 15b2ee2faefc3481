import { DOCUMENT, inject, Injectable, type DestroyRef } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { confirmed } from '../confirm/confirm.component';

/** Something on the page that leaving would cost. */
export interface UnsavedWork {
  isUnsaved(): boolean;
  /** What leaving costs, in a sentence. */
  consequence(): string;
  /** Brings it to safety on the way to another page, so that nobody is asked without need. */
  save?(): Promise<void>;
}

/** Asks before unsaved work is left: on the way to another page, and on closing the window. */
@Injectable({ providedIn: 'root' })
export class UnsavedWorkStore {
  private readonly dialog = inject(MatDialog);
  private readonly works = new Set<UnsavedWork>();

  constructor() {
    inject(DOCUMENT).defaultView?.addEventListener('beforeunload', (event) => {
      if (this.unsaved()) event.preventDefault();
    });
  }

  /** Watches over `work` as long as its owner lives. */
  watch(work: UnsavedWork, owner: DestroyRef): void {
    this.works.add(work);
    owner.onDestroy(() => this.works.delete(work));
  }

  /** True when nothing is unsaved, or the person leaves all the same. */
  async mayLeave(): Promise<boolean> {
    for (const work of this.works) await work.save?.();
    const unsaved = this.unsaved();
    if (unsaved === undefined) return true;
    return confirmed(this.dialog, {
      title: 'Leave without saving?',
      consequence: unsaved.consequence(),
      verb: 'Leave',
      back: 'Stay',
    });
  }

  private unsaved(): UnsavedWork | undefined {
    return [...this.works].find((work) => work.isUnsaved());
  }
}
