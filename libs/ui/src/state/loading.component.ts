import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Something is on its way. Shown only when it takes longer than a blink, so that quick answers do not flicker. */
@Component({
  selector: 'eh-loading',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status' },
  template: '<span class="bar" aria-hidden="true"></span><ng-content>Loading…</ng-content>',
  styles: `
    :host {
      display: flex;
      gap: var(--eh-3);
      align-items: center;
      min-height: var(--eh-target);
      color: var(--eh-ink-soft);
      animation: appear 0s 250ms both;
    }
    .bar {
      position: relative;
      width: 3rem;
      height: 0.25rem;
      overflow: hidden;
      border-radius: 1rem;
      background: var(--eh-line);
    }
    .bar::after {
      content: '';
      position: absolute;
      inset: 0 60% 0 0;
      border-radius: inherit;
      background: var(--eh-primary);
      animation: pass 1.2s ease-in-out infinite alternate;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
    @keyframes pass {
      to {
        transform: translateX(150%);
      }
    }
    @media (forced-colors: active) {
      .bar {
        border: 1px solid CanvasText;
      }
    }
  `,
})
export class LoadingComponent {}
