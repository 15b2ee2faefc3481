import { Component, input } from '@angular/core';

/** A small sign that goes with a word, never alone. */
export type Sign = 'ok' | 'attention' | 'stop' | 'note' | 'sending' | 'open';

@Component({
  selector: 'eh-sign',
  host: { 'aria-hidden': 'true', '[class]': '"eh-sign eh-sign-" + sign()' },
  template: `
    <svg viewBox="0 0 20 20" focusable="false">
      @switch (sign()) {
        @case ('ok') {
          <circle cx="10" cy="10" r="8.25" />
          <path d="m6.2 10.4 2.6 2.6 5-5.6" />
        }
        @case ('attention') {
          <path d="M10 2.4 18.3 17H1.7Z" />
          <path d="M10 8v4.2M10 14.6v.2" />
        }
        @case ('stop') {
          <circle cx="10" cy="10" r="8.25" />
          <path d="m7 7 6 6m0-6-6 6" />
        }
        @case ('sending') {
          <circle cx="10" cy="10" r="8.25" />
          <path d="M10 14V6.4M6.8 9.4 10 6.2l3.2 3.2" />
        }
        @case ('open') {
          <circle cx="10" cy="10" r="8.25" />
        }
        @default {
          <circle cx="10" cy="10" r="8.25" />
          <path d="M10 9.2v5M10 6v.2" />
        }
      }
    </svg>
  `,
})
export class SignComponent {
  readonly sign = input.required<Sign>();
}
