import { Component, computed, inject, signal } from '@angular/core';
import { NoteComponent } from '../frame/note.component';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { pauseInWords } from './adjustment-words';

/** Breaks in which the clock of the deadline stands, where they were granted. */
@Component({
  selector: 'eh-breaks',
  imports: [NoteComponent, SignComponent],
  template: `
    <section class="eh-help">
      <h2>{{ words().pauseTitle }}</h2>
      <p class="eh-standing" role="status">
        <eh-sign [sign]="adjustments().paused ? 'ok' : 'open'" />
        {{ adjustments().paused ? words().pausedNow(left()) : words().pauseLeft(left()) }}
      </p>
      @if (trouble(); as code) {
        <eh-note sign="stop" [urgent]="true">{{ language.sentence(code) }}</eh-note>
      }
      <div class="eh-actions">
        <button class="eh-button" type="button" [disabled]="busy()" (click)="toggle()">
          {{ adjustments().paused ? words().pauseEnd : words().pauseBegin }}
        </button>
      </div>
    </section>
  `,
})
export class BreaksComponent {
  private readonly client = inject(PortalClient);
  private readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().adjustment);
  protected readonly adjustments = computed(() => this.portal.interview().adjustments);
  protected readonly left = computed(() =>
    pauseInWords(this.language.messages(), this.adjustments().pauseSecondsLeft),
  );
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected async toggle(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      const { paused } = this.adjustments();
      this.portal.show(await (paused ? this.client.resume() : this.client.pause()));
    } catch (error) {
      this.trouble.set(codeOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
