import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { barOf, type Hearing, hearing, listenTo } from './loudness';

/** Milliseconds for which the last sound counts: people pause, and a word that flickers is read aloud all the time. */
const LASTING = 4000;

/** Shows that the microphone hears something: as a bar and in words. */
@Component({
  selector: 'eh-level-meter',
  template: `
    <p class="eh-meter-name" id="eh-level">{{ words().level }}</p>
    <div
      class="eh-meter"
      role="meter"
      aria-labelledby="eh-level"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuenow]="bar()"
      [attr.aria-valuetext]="words()[heard()]"
    >
      <div [style.inline-size.%]="bar()"></div>
    </div>
    <p class="eh-soft" role="status">{{ words()[heard()] }}</p>
  `,
})
export class LevelMeterComponent {
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().devices);
  readonly stream = input.required<MediaStream>();
  protected readonly bar = signal(0);
  protected readonly heard = signal<Hearing>('quiet');

  constructor() {
    effect((onCleanup) => {
      let lastHeard = -Infinity;
      const stop = listenTo(this.stream(), (db) => {
        this.bar.set(barOf(db));
        const now = performance.now();
        const hears = hearing(db);
        if (hears !== 'quiet') lastHeard = now;
        if (hears !== 'quiet' || now - lastHeard > LASTING) this.heard.set(hears);
      });
      onCleanup(stop);
    });
  }
}
