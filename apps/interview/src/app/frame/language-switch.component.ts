import { Component, inject } from '@angular/core';
import { LanguageStore } from '../language/language.store';

@Component({
  selector: 'eh-language-switch',
  template: `
    <label class="eh-language">
      <span class="eh-aloud">{{ language.messages().frame.language }}</span>
      <select class="eh-select" [value]="language.code()" (change)="choose($event)">
        @for (one of language.all; track one.code) {
          <option [value]="one.code" [lang]="one.code" [selected]="one.code === language.code()">
            {{ one.name }}
          </option>
        }
      </select>
    </label>
  `,
})
export class LanguageSwitchComponent {
  protected readonly language = inject(LanguageStore);

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) void this.language.choose(event.target.value);
  }
}
