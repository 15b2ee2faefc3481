import { Component, computed, inject, input, output } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { clock } from '../language/moment';
import { ComfortStore } from './comfort.store';

/** The time to prepare. It leads to nothing by itself: the candidate starts. */
@Component({
  selector: 'eh-preparation',
  template: `
    <div class="eh-preparation">
      @if (leftMs() > 0) {
        @if (!comfort.hidesClock()) {
          <p class="eh-clock" role="timer">{{ words().prepare }}: {{ left() }}</p>
        }
        <p class="eh-soft">{{ words().prepareHint }}</p>
        <div class="eh-row">
          <button class="eh-quiet" type="button" (click)="skip.emit()">{{ words().prepareSkip }}</button>
          <button class="eh-quiet" type="button" (click)="comfort.hidesClock.set(!comfort.hidesClock())">
            {{ comfort.hidesClock() ? words().showTimer : words().hideTimer }}
          </button>
        </div>
      } @else {
        <p role="status">{{ limited() ? words().prepareOver : words().prepareFree }}</p>
      }
    </div>
  `,
})
export class PreparationComponent {
  protected readonly comfort = inject(ComfortStore);
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().recorder);
  readonly leftMs = input.required<number>();
  /** False where the candidate prepares as long as they like. */
  readonly limited = input.required<boolean>();
  readonly skip = output();
  protected readonly left = computed(() => clock(Math.ceil(this.leftMs() / 1000) * 1000));
}
