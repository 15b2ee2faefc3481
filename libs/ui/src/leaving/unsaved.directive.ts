import { DestroyRef, Directive, inject, input } from '@angular/core';
import { UnsavedWorkStore } from './unsaved-work.store';

/** A form that asks before it is left half filled in. Call `saved()` when its content has arrived. */
@Directive({ selector: 'form[ehUnsaved]', exportAs: 'ehUnsaved', host: { '(input)': 'typed = true' } })
export class UnsavedDirective {
  /** What leaving costs, in a sentence. */
  readonly ehUnsaved = input.required<string>();
  protected typed = false;

  constructor() {
    const work = { isUnsaved: () => this.typed, consequence: () => this.ehUnsaved() };
    inject(UnsavedWorkStore).watch(work, inject(DestroyRef));
  }

  saved(): void {
    this.typed = false;
  }
}
