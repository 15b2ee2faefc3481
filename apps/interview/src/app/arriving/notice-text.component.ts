import { Component, computed, input } from '@angular/core';
import type { PortalView } from '@evenhand/contracts';
import { noticeParts } from './notice-parts';

/** The notice, word for word, in the language it was written in. */
@Component({
  selector: 'eh-notice-text',
  template: `
    <div [attr.lang]="notice().language">
      @for (part of parts(); track $index) {
        @if (part.heading) {
          <h2>{{ part.heading }}</h2>
        }
        @for (line of part.paragraphs; track $index) {
          <p class="eh-said">{{ line }}</p>
        }
      }
    </div>
  `,
})
export class NoticeTextComponent {
  readonly notice = input.required<PortalView['notice']>();
  protected readonly parts = computed(() => noticeParts(this.notice().text));
}
