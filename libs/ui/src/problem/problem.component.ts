import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Problem } from '@evenhand/contracts';
import { ConnectionStore } from '../connection/connection.store';

/** How a problem begins, by its cause; every other begins alike. */
const beginnings: Readonly<Record<string, string>> = {
  offline: 'No connection.',
  'not-allowed': 'This is for another role.',
  'not-found': 'Nothing is here.',
  'too-many-requests': 'One moment.',
};

/**
 * An error as people meet it: what happened, what to do, which inputs are meant. What failed for want of a connection is
 * tried again by itself when there is one.
 */
@Component({
  selector: 'eh-problem',
  imports: [MatButtonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert', '[class.offline]': 'isOffline()' },
  template: `
    <p>
      <strong>{{ beginning() }}</strong> {{ problem().detail }}
    </p>
    @if (problem().fields; as fields) {
      <ul tabindex="0" role="list" aria-label="What is wrong">
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
    :host(.offline) {
      border-color: var(--eh-attention);
      background: var(--eh-attention-soft);
    }
    ul {
      width: 100%;
      padding-inline-start: var(--eh-6);
      max-height: 14rem;
      overflow: auto;
    }
    .path {
      color: var(--eh-ink-soft);
      overflow-wrap: anywhere;
    }
  `,
})
export class ProblemComponent {
  readonly problem = input.required<Problem>();
  /** Offers to try again. */
  readonly again = input(false);
  readonly retry = output();
  private readonly connection = inject(ConnectionStore);
  protected readonly isOffline = computed(() => this.problem().code === 'offline');
  protected readonly beginning = computed(() => beginnings[this.problem().code] ?? 'That did not work.');

  constructor() {
    let wasOnline = untracked(this.connection.online);
    effect(() => {
      const online = this.connection.online();
      const back = online && !wasOnline;
      wasOnline = online;
      if (back) untracked(() => this.again() && this.isOffline() && this.retry.emit());
    });
  }
}
