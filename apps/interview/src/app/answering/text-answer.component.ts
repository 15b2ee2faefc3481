import { Component, computed, inject, input, type OnInit } from '@angular/core';
import type { PortalQuestion } from '@evenhand/contracts';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { timeOfDay } from '../language/moment';
import { PortalClient } from '../portal/portal.client';
import { AutosaveStore } from './autosave.store';

/** An answer in writing, saved while it is written. */
@Component({
  selector: 'eh-text-answer',
  imports: [NoteComponent],
  providers: [AutosaveStore],
  template: `
    <div class="eh-field">
      <label for="answer">{{ words().label }}</label>
      <p class="eh-soft" id="answer-hint">{{ words().hint }}</p>
      <textarea
        id="answer"
        class="eh-input"
        rows="10"
        maxlength="20000"
        aria-describedby="answer-hint"
        [value]="autosave.text()"
        (input)="write($event)"
      ></textarea>
      <div class="eh-between">
        <p class="eh-soft" role="status">{{ stand() }}</p>
        <p class="eh-soft">{{ words().words(count()) }}</p>
      </div>
    </div>
    @if (autosave.code(); as code) {
      <eh-note sign="stop" [urgent]="true">{{ language.sentence(code) }}</eh-note>
    }
  `,
})
export class TextAnswerComponent implements OnInit {
  private readonly client = inject(PortalClient);
  protected readonly autosave = inject(AutosaveStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().textAnswer);
  readonly question = input.required<PortalQuestion>();

  protected readonly count = computed(() => this.autosave.text().split(/\s+/).filter(Boolean).length);
  protected readonly stand = computed(() => {
    const savedAt = this.autosave.savedAt();
    switch (this.autosave.state()) {
      case 'saving':
        return this.words().saving;
      case 'saved':
        return savedAt === null
          ? ''
          : this.words().saved(timeOfDay(this.language.locale(), savedAt, this.language.timeZone));
      case 'waiting':
        return this.words().unsaved;
      case 'untouched':
      case 'refused':
        return '';
    }
  });

  ngOnInit(): void {
    const { id, answer } = this.question();
    this.autosave.begin(id, answer?.text ?? '', (text) => this.client.writeText(id, text));
  }

  protected write(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.autosave.write(event.target.value);
  }
}
