import { Component, computed, inject, input, output } from '@angular/core';
import { LanguageStore } from '../language/language.store';

/** A link that does not open: what that means and what to do. */
@Component({
  selector: 'eh-link-problem',
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().text }}</p>
    @if (words().again) {
      <div class="eh-actions">
        <button class="eh-button eh-main" type="button" (click)="again.emit()">{{ say().link.again }}</button>
      </div>
    }
  `,
})
export class LinkProblemComponent {
  protected readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  readonly code = input.required<string>();
  readonly again = output();

  protected readonly words = computed(() => {
    const { link } = this.say();
    switch (this.code()) {
      case 'link-unknown':
      case 'not-found':
      case 'not-signed-in':
        return { title: link.unknownTitle, text: link.unknown, again: false };
      case 'link-expired':
        return { title: link.expiredTitle, text: link.expired, again: false };
      case 'link-revoked':
      case 'requisition-not-open':
        return { title: link.revokedTitle, text: link.revoked, again: false };
      default:
        return { title: link.brokenTitle, text: this.language.sentence(this.code()), again: true };
    }
  });
}
