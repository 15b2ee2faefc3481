import { afterRenderEffect, Directive, ElementRef, inject } from '@angular/core';
import { ArrivalStore } from './arrival.store';

/** The heading of a page: takes the focus on arrival, as soon as it is there, so that the change of page is heard. */
@Directive({ selector: 'h1[ehHeading]', host: { tabindex: '-1' } })
export class HeadingDirective {
  constructor() {
    const arrival = inject(ArrivalStore);
    const heading = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterRenderEffect({
      write: () => {
        if (!arrival.awaited()) return;
        arrival.done();
        heading.focus({ preventScroll: true });
      },
    });
  }
}
