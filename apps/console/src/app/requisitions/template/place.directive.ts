import { computed, Directive, inject, input } from '@angular/core';
import { MistakesStore } from './mistakes.store';

/** An input at a place of the template: named by it, and marked and described when a mistake is there. */
@Directive({
  selector: '[ehPlace]',
  host: {
    '[id]': 'ehPlace()',
    '[attr.aria-invalid]': 'wrong() === null ? null : true',
    '[attr.aria-describedby]': 'wrong() === null ? null : ehPlace() + "-wrong"',
  },
})
export class PlaceDirective {
  /** For example questions.0.text. */
  readonly ehPlace = input.required<string>();
  private readonly mistakes = inject(MistakesStore);
  protected readonly wrong = computed(() => this.mistakes.at(this.ehPlace()));
}
