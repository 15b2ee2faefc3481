import { Component, inject } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { PortalStore } from '../portal/portal.store';

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
  private readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);

  /** What the server says comes in the new language too. */
  protected async choose(event: Event): Promise<void> {
    if (!(event.target instanceof HTMLSelectElement)) return;
    await this.language.choose(event.target.value);
    if (this.portal.view() !== null) await this.portal.refresh();
  }
}
