import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { FocusedDirective } from '../frame/focused.directive';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { isAnswered } from '../portal/steps';
import { RecordingsStore } from '../uploads/recordings.store';
import { ReceivedComponent } from './received.component';

/** The last look before everything is handed in. */
@Component({
  imports: [RouterLink, FocusedDirective, NoteComponent, ReceivedComponent],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    <eh-received [view]="view()" />
    <p>{{ words().promise(view().requisition.promisedDays) }}</p>

    @if (onTheWay() > 0) {
      <eh-note sign="sending">{{ words().waiting(onTheWay()) }}</eh-note>
    } @else if (!complete()) {
      <eh-note sign="attention">{{ words().incomplete }}</eh-note>
    }
    @if (trouble(); as code) {
      <eh-note sign="stop" [urgent]="true">{{ language.sentence(code) }}</eh-note>
    }

    @if (asked()) {
      <section class="eh-help">
        <h2 ehFocused>{{ words().sure }}</h2>
        <p>{{ words().sureText }}</p>
        <div class="eh-actions">
          <button class="eh-button eh-main" type="button" [disabled]="busy()" (click)="handIn()">
            {{ words().yes }}
          </button>
          <button class="eh-button" type="button" (click)="asked.set(false)">{{ words().no }}</button>
        </div>
      </section>
    } @else {
      <div class="eh-actions">
        @if (complete() && onTheWay() === 0) {
          <button class="eh-button eh-main" type="button" (click)="asked.set(true)">{{ words().go }}</button>
        }
        <a class="eh-button" [routerLink]="portal.home() + '/questions'">{{ words().notYet }}</a>
      </div>
    }
  `,
})
export class HandInPage {
  private readonly router = inject(Router);
  private readonly client = inject(PortalClient);
  private readonly recordings = inject(RecordingsStore);
  protected readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().hand);
  protected readonly view = this.portal.interview;
  protected readonly asked = signal(false);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);
  protected readonly onTheWay = computed(() => this.recordings.onTheWay().length);
  protected readonly complete = computed(() => this.view().questions.every(isAnswered));

  protected async handIn(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      await this.client.submit(this.view().interviewId);
      this.portal.show(await this.client.view(this.language.code()));
      await this.router.navigateByUrl(`${this.portal.home()}/status`);
    } catch (error) {
      this.trouble.set(codeOf(error));
      this.asked.set(false);
    } finally {
      this.busy.set(false);
    }
  }
}
