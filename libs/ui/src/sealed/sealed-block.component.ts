import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { SealMarkComponent } from './seal-mark.component';

/** Stands wherever something is withheld: says what, and what opens it. What is withheld is not in the page at all. */
@Component({
  selector: 'eh-sealed-block',
  imports: [SealMarkComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-seal-mark />
    <p>{{ sentence() }}</p>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--eh-3);
      align-items: center;
      padding: var(--eh-4);
      border: 1px solid var(--eh-line);
      border-radius: var(--eh-round-large);
      background-color: var(--eh-surface);
      background-image: repeating-linear-gradient(135deg, transparent 0 7px, var(--eh-sunken) 7px 8px);
    }
    p {
      min-width: 0;
      background: var(--eh-surface);
      padding: var(--eh-1) var(--eh-2);
      border-radius: var(--eh-round);
      max-width: var(--eh-measure);
    }
  `,
})
export class SealedBlockComponent {
  readonly sentence = input.required<string>();
}
