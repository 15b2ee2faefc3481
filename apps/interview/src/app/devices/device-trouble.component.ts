import { Component, computed, inject, input, output } from '@angular/core';
import { FocusedDirective } from '../frame/focused.directive';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import type { Interruption } from '../recorder/recorder.machine';

/** Why camera or microphone cannot be used, and what to do, step by step. */
@Component({
  selector: 'eh-device-trouble',
  imports: [FocusedDirective, SignComponent],
  template: `
    <section class="eh-help">
      <h2 ehFocused><eh-sign sign="attention" />{{ title() }}</h2>
      <ol>
        @for (step of steps(); track step) {
          <li>{{ step }}</li>
        }
      </ol>
      <button class="eh-button" type="button" (click)="again.emit()">{{ words().tryAgain }}</button>
    </section>
  `,
})
export class DeviceTroubleComponent {
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().devices);
  readonly reason = input.required<Interruption>();
  readonly again = output();

  private readonly known = computed(() => {
    const reason = this.reason();
    const isKnown = reason === 'permission-denied' || reason === 'no-device' || reason === 'device-busy';
    return isKnown ? reason : 'unsupported';
  });
  protected readonly title = computed(() => this.words()[this.known()]);
  protected readonly steps = computed(() => this.words()[`${this.known()}Help`]);
}
