import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Nothing is here yet: says so, why that is fine, and what to do. Actions go inside. */
@Component({
  selector: 'eh-empty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="title">{{ title() }}</p>
    <p class="why">{{ why() }}</p>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-2);
      justify-items: start;
      width: 100%;
      padding: var(--eh-6);
      border: 1px dashed var(--eh-line-strong);
      border-radius: var(--eh-round-large);
    }
    .title {
      font-weight: 620;
    }
    .why {
      max-width: var(--eh-measure);
      color: var(--eh-ink-soft);
    }
  `,
})
export class EmptyComponent {
  readonly title = input.required<string>();
  readonly why = input.required<string>();
}
