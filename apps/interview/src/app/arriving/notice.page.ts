import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { dayAndTime } from '../language/moment';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { ChoiceComponent } from './choice.component';
import { NoticeTextComponent } from './notice-text.component';

/** The notice, and the candidate's answer to each of its three parts. Nothing is ticked beforehand. */
@Component({
  imports: [ChoiceComponent, NoteComponent, NoticeTextComponent],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    <section class="eh-notice" [attr.aria-label]="words().version(view().notice.version)">
      <p class="eh-over">{{ words().version(view().notice.version) }}</p>
      <eh-notice-text [notice]="view().notice" />
    </section>

    <form (submit)="agree($event)" novalidate>
      <eh-choice
        name="recording"
        [title]="words().recording"
        [why]="words().recordingWhy"
        [badge]="words().needed"
        [(chosen)]="recording"
        [fault]="missing() && !recording() ? words().mustRecord : null"
      />
      <eh-choice
        name="transcription"
        [title]="words().transcription"
        [why]="transcriptionWhy()"
        [badge]="words().optional"
        [chosen]="transcription()"
        (chosenChange)="chooseTranscription($event)"
      />
      <eh-choice
        name="assessment"
        [title]="words().assessment"
        [why]="assessmentWhy()"
        [badge]="words().optional"
        [chosen]="assessment()"
        (chosenChange)="chooseAssessment($event)"
      />
      <p>{{ words().free }}</p>
      @if (given(); as when) {
        <p class="eh-soft">{{ words().given(when) }}</p>
      }
      @if (trouble(); as code) {
        <eh-note sign="stop" [urgent]="true">{{ language.sentence(code) }}</eh-note>
      }
      <div class="eh-actions">
        <button class="eh-button eh-main" type="submit" [disabled]="busy()">{{ words().agree }}</button>
      </div>
    </form>
  `,
})
export class NoticePage {
  private readonly portal = inject(PortalStore);
  private readonly client = inject(PortalClient);
  private readonly router = inject(Router);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().notice);
  protected readonly view = this.portal.interview;
  private readonly before = computed(() => this.view().consent);

  protected readonly recording = linkedSignal(() => this.before() !== null);
  protected readonly transcription = linkedSignal(() => this.before()?.transcription ?? false);
  protected readonly assessment = linkedSignal(() => this.before()?.aiAssessment ?? false);
  protected readonly missing = signal(false);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected readonly transcriptionWhy = computed(() => {
    const { transcriptionWhy, transcriptionOff } = this.words();
    return this.view().engines.transcription ? [transcriptionWhy] : [transcriptionWhy, transcriptionOff];
  });
  protected readonly assessmentWhy = computed(() => {
    const { assessmentWhy, assessmentNeeds, assessmentOff } = this.words();
    return this.view().engines.aiAssessment
      ? [assessmentWhy, assessmentNeeds]
      : [assessmentWhy, assessmentOff];
  });
  protected readonly given = computed(() => {
    const before = this.before();
    return before && dayAndTime(this.language.locale(), before.createdAt, this.language.timeZone);
  });

  protected chooseTranscription(chosen: boolean): void {
    this.transcription.set(chosen);
    if (!chosen) this.assessment.set(false);
  }

  protected chooseAssessment(chosen: boolean): void {
    this.assessment.set(chosen);
    if (chosen) this.transcription.set(true);
  }

  protected async agree(event: Event): Promise<void> {
    event.preventDefault();
    this.missing.set(!this.recording());
    if (!this.recording()) {
      document.getElementById('recording')?.focus();
      return;
    }
    this.busy.set(true);
    this.trouble.set(null);
    try {
      const first = this.before() === null;
      const view = await this.client.consent({
        noticeId: this.view().notice.id,
        recording: true,
        transcription: this.transcription(),
        aiAssessment: this.assessment(),
        timeZone: this.language.timeZone,
      });
      this.portal.show(view);
      await this.router.navigateByUrl(`${this.portal.home()}/${first ? 'devices' : 'questions'}`);
    } catch (error) {
      this.trouble.set(codeOf(error));
      if (codeOf(error) === 'notice-changed') await this.portal.refresh();
    } finally {
      this.busy.set(false);
    }
  }
}
