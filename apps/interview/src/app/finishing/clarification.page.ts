import { Component, computed, inject, type OnInit, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { AutosaveStore } from '../answering/autosave.store';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { PortalStore } from '../portal/portal.store';

const MOST_CHARACTERS = 4000;

/** Anything the candidate wants to add to the answers. */
@Component({
  imports: [RouterLink, NoteComponent],
  providers: [AutosaveStore],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead" id="note-lead">{{ words().lead }}</p>
    <div class="eh-field">
      <label for="note">{{ words().label }}</label>
      <textarea
        id="note"
        class="eh-input"
        rows="8"
        aria-describedby="note-lead note-fault"
        [attr.aria-invalid]="over() > 0"
        [value]="text()"
        (input)="write($event)"
      ></textarea>
      <p class="eh-fault" id="note-fault" role="alert">{{ over() > 0 ? words().tooLong(over()) : '' }}</p>
    </div>
    @if (autosave.code(); as code) {
      <eh-note sign="stop" [urgent]="true">{{ language.sentence(code) }}</eh-note>
    } @else if (waiting()) {
      <eh-note sign="attention">{{ language.messages().textAnswer.unsaved }}</eh-note>
    }
    <div class="eh-actions">
      <button class="eh-button eh-main" type="button" (click)="goOn()">{{ words().go }}</button>
      <a class="eh-button" [routerLink]="portal.home() + '/questions'">{{
        language.messages().frame.toQuestions
      }}</a>
    </div>
  `,
})
export class ClarificationPage implements OnInit {
  private readonly router = inject(Router);
  private readonly client = inject(PortalClient);
  protected readonly portal = inject(PortalStore);
  protected readonly autosave = inject(AutosaveStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().clarification);
  /** What stands in the field; saved only while it is short enough. */
  protected readonly text = signal('');
  protected readonly over = computed(() => Math.max(0, this.text().length - MOST_CHARACTERS));
  protected readonly waiting = computed(() => this.autosave.state() === 'waiting');

  ngOnInit(): void {
    this.autosave.begin('clarification', this.portal.interview().clarification, (text) =>
      this.client.clarify(text),
    );
    this.text.set(this.autosave.text());
  }

  protected write(event: Event): void {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.text.set(event.target.value);
    if (this.over() === 0) this.autosave.write(event.target.value);
  }

  protected async goOn(): Promise<void> {
    if (this.over() > 0) return document.getElementById('note')?.focus();
    if (await this.autosave.flush()) await this.router.navigateByUrl(`${this.portal.home()}/hand-in`);
  }
}
