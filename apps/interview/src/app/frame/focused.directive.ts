import { afterNextRender, Directive, ElementRef, inject } from '@angular/core';

/** Focuses its element when it appears: where a part of a screen is replaced, the reader's place moves along. */
@Directive({ selector: '[ehFocused]' })
export class FocusedDirective {
  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    if (nativeElement.tabIndex < 0) nativeElement.tabIndex = -1;
    afterNextRender(() => nativeElement.focus());
  }
}
