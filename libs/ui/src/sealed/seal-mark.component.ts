import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The seal: the one sign for "withheld until people have rated" and, opened, for "revealed". Nothing else uses it. */
@Component({
  selector: 'eh-seal-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <circle cx="12" cy="12" r="9" />
      @if (opened()) {
        <path d="M12 3v5M12 16v5M3 12h5M16 12h5" />
      } @else {
        <path d="M8.5 12a3.5 3.5 0 1 1 7 0 3.5 3.5 0 0 1-7 0ZM12 3v5.5M12 15.5V21" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      color: var(--eh-primary);
    }
    svg {
      width: 1.5rem;
      height: 1.5rem;
    }
  `,
})
export class SealMarkComponent {
  readonly opened = input(false);
}
