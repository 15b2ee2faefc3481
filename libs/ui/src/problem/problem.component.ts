import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Problem } from '@evenhand/contracts';

/** An error as people meet it: what happened, what to do, which inputs are meant. */
@Component({
  selector: 'eh-problem',
  imports: [MatButtonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
  template: `
    <p><strong>That did not work.</strong> {{ problem().detail }}</p>
    @if (problem().fields; as fields) {
      <ul>
        @for (field of fields; track $index) {
          <li>
            @if (field.row) {
              Row {{ field.row }}:
            }
            {{ field.message }}
            @if (field.path && !field.row) {
              <span class="path">({{ field.path }})</span>
            }
          </li>
        }
      </ul>
    }
    @if (again()) {
      <button mat-stroked-button type="button" (click)="retry.emit()">Try again</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-2);
      justify-items: start;
      padding: var(--eh-3) var(--eh-4);
      border-inline-start: 4px solid var(--eh-stop);
      border-radius: var(--eh-round);
      background: var(--eh-stop-soft);
      max-width: var(--eh-measure);
    }
    ul {
      padding-inline-start: var(--eh-6);
      max-height: 14rem;
      overflow: auto;
    }
    .path {
      color: var(--eh-ink-soft);
    }
  `,
})
export class ProblemComponent {
  readonly problem = input.required<Problem>();
  /** Offers to try again. */
  readonly again = input(false);
  readonly retry = output();
}
