import { Component, inject } from '@angular/core';
import { LanguageStore } from '../language/language.store';

/** Somebody came without a link. */
@Component({
  template: `
    <h1 tabindex="-1">{{ say().link.noneTitle }}</h1>
    <p class="eh-lead">{{ say().link.none }}</p>
  `,
})
export class NoLinkPage {
  protected readonly say = inject(LanguageStore).messages;
}
