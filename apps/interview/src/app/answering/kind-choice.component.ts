import { Component, inject, input, output } from '@angular/core';
import { LanguageStore } from '../language/language.store';

/** Video, sound or writing, where the question offers more than one. */
@Component({
  selector: 'eh-kind-choice',
  template: `
    <fieldset class="eh-kinds">
      <legend>{{ say().question.how }}</legend>
      <div class="eh-row">
        @for (one of kinds(); track one) {
          <label>
            <input
              type="radio"
              name="kind"
              [value]="one"
              [checked]="one === kind()"
              (change)="chosen.emit(one)"
            />
            <span>{{ say().frame.kind[one] }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
})
export class KindChoiceComponent<Kind extends 'video' | 'audio' | 'text'> {
  protected readonly say = inject(LanguageStore).messages;
  readonly kinds = input.required<readonly Kind[]>();
  readonly kind = input.required<Kind>();
  readonly chosen = output<Kind>();
}
