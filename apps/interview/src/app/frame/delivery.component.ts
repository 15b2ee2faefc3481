import { Component, computed, effect, inject, signal } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { RecordingsStore } from '../uploads/recordings.store';
import { ConnectionStore } from './connection.store';
import type { Sign } from './sign.component';
import { SignComponent } from './sign.component';

/** The line that says, on every screen, whether everything recorded has arrived. */
@Component({
  selector: 'eh-delivery',
  imports: [SignComponent],
  template: `
    <div role="status" [class.eh-delivery]="line() !== null">
      @if (line(); as line) {
        <eh-sign [sign]="line.sign" />
        <p>{{ line.text }}</p>
      }
    </div>
  `,
})
export class DeliveryComponent {
  private readonly say = inject(LanguageStore).messages;
  private readonly connection = inject(ConnectionStore);
  private readonly recordings = inject(RecordingsStore);
  private readonly justDelivered = signal(false);

  /** Steps of ten: a line that is read aloud must not change every second. */
  private readonly percent = computed(() => Math.floor(this.recordings.percent() / 10) * 10);

  protected readonly line = computed<{ sign: Sign; text: string } | null>(() => {
    const { frame } = this.say();
    const ways = this.recordings.onTheWay();
    if (!this.connection.online()) return { sign: 'attention', text: frame.offline };
    const overflow = this.recordings.overflowing();
    if (overflow !== null) return { sign: 'attention', text: frame.overflowing[overflow] };
    const trouble = this.recordings.line();
    if (trouble !== null) return { sign: 'attention', text: frame[trouble] };
    if (ways.length > 0) return { sign: 'sending', text: frame.sending(this.percent()) };
    return this.justDelivered() ? { sign: 'ok', text: frame.delivered } : null;
  });

  constructor() {
    effect((onCleanup) => {
      if (this.recordings.delivered() === 0) return;
      this.justDelivered.set(true);
      const timer = setTimeout(() => this.justDelivered.set(false), 6000);
      onCleanup(() => clearTimeout(timer));
    });
    addEventListener('beforeunload', (event) => {
      const busy = this.recordings.recordings().some(({ phase }) => phase === 'recording');
      if (busy || this.recordings.onTheWay().length > 0) event.preventDefault();
    });
  }
}
