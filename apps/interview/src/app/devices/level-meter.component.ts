import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { barOf, hearing, listenTo } from './loudness';

/** Milliseconds a word about the loudness stays, so that it does not flicker and is not read aloud all the time. */
const STEADY = 1500;

/** Shows that the microphone hears something: as a bar and in words. */
@Component({
  selector: 'eh-level-meter',
  template: `
    <p class="eh-meter-name" id="eh-level">{{ words().level }}</p>
    <meter class="eh-meter" min="0" max="100" [value]="bar()" aria-labelledby="eh-level"></meter>
    <p class="eh-soft" role="status">{{ words()[heard()] }}</p>
  `,
})
export class LevelMeterComponent {
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().devices);
  readonly stream = input.required<MediaStream>();
  protected readonly bar = signal(0);
  protected readonly heard = signal(hearing(-100));

  constructor() {
    effect((onCleanup) => {
      let changed = 0;
      const stop = listenTo(this.stream(), (db) => {
        this.bar.set(barOf(db));
        const now = hearing(db);
        if (now === this.heard() || performance.now() - changed < STEADY) return;
        changed = performance.now();
        this.heard.set(now);
      });
      onCleanup(stop);
    });
  }
}
