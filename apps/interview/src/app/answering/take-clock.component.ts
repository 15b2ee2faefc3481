import { Component, computed, inject, input } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { clock, inWords } from '../language/moment';
import { GRACE_SECONDS } from '../recorder/recorder.store';
import { ComfortStore } from './comfort.store';

/** Seconds before the planned end at which the time left is said. */
const SAID_AT = [60, 30, 10];

/** How much of the planned time is left, said now and then and never in the middle of a thought when hidden. */
@Component({
  selector: 'eh-take-clock',
  template: `
    @if (!comfort.hidesClock()) {
      <p class="eh-clock" role="timer">{{ shown() }}</p>
    }
    <button class="eh-quiet" type="button" (click)="comfort.hidesClock.set(!comfort.hidesClock())">
      {{ comfort.hidesClock() ? words().showTimer : words().hideTimer }}
    </button>
    <p class="eh-clock-said" role="status">{{ said() }}</p>
  `,
})
export class TakeClockComponent {
  protected readonly comfort = inject(ComfortStore);
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().recorder);
  readonly elapsedMs = input.required<number>();
  /** Null for no limit. */
  readonly plannedSeconds = input.required<number | null>();

  private readonly leftSeconds = computed(() => {
    const planned = this.plannedSeconds();
    return planned === null ? null : planned - Math.floor(this.elapsedMs() / 1000);
  });

  protected readonly shown = computed(() => {
    const left = this.leftSeconds();
    if (left === null) return this.words().soFar(clock(this.elapsedMs()));
    return left >= 0 ? this.words().left(clock(left * 1000)) : this.words().over(clock(-left * 1000));
  });

  /** Changes only at the marks, so that it is read aloud only there. */
  protected readonly said = computed(() => {
    const [left, planned] = [this.leftSeconds(), this.plannedSeconds()];
    const { frame } = this.say();
    if (left === null || planned === null) return '';
    if (left <= 0) return this.words().limit(inWords(frame, GRACE_SECONDS));
    const mark = SAID_AT.findLast((seconds) => left <= seconds && seconds < planned / 1.5);
    return mark === undefined || this.comfort.hidesClock() ? '' : this.words().soon(inWords(frame, mark));
  });
}
