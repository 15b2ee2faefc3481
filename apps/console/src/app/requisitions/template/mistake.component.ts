import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MistakesStore } from './mistakes.store';

/** What is wrong at a place of the template, below its input. */
@Component({
  selector: 'eh-mistake',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (wrong(); as message) {
      <span [id]="at() + '-wrong'"><strong>Mend this:</strong> {{ message }}</span>
    }
  `,
  styles: `
    :host(:not(:has(span))) {
      display: none;
    }
    span {
      color: var(--eh-stop);
    }
  `,
})
export class MistakeComponent {
  readonly at = input.required<string>();
  private readonly mistakes = inject(MistakesStore);
  protected readonly wrong = computed(() => this.mistakes.at(this.at()));
}
