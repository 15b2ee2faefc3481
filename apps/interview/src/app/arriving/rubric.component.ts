import { Component, input } from '@angular/core';
import type { PortalQuestion } from '@evenhand/contracts';

/** What one answer is rated by, word for word as the reviewers see it. */
@Component({
  selector: 'eh-rubric',
  template: `
    @for (criterion of question().criteria; track criterion.id) {
      <section class="eh-criterion">
        <p class="eh-criterion-name">{{ criterion.name }}</p>
        <p class="eh-soft">{{ criterion.jobRelatedness }}</p>
        <ol class="eh-anchors">
          @for (anchor of criterion.anchors; track $index) {
            <li>{{ anchor }}</li>
          }
        </ol>
      </section>
    }
  `,
})
export class RubricComponent {
  readonly question = input.required<PortalQuestion>();
}
