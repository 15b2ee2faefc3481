import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { LanguageStore } from '../language/language.store';
import { inWords } from '../language/moment';
import { PortalStore } from '../portal/portal.store';
import type { RecordedKind } from '../recorder/recording-format';
import type { Sink } from '../recorder/sink.port';
import { KindChoiceComponent } from './kind-choice.component';
import { RecorderComponent } from './recorder.component';

const PLANNED_SECONDS = 60;

/** Keeps nothing and sends nothing. */
const NOWHERE: Sink = {
  begin: async () => undefined,
  append: async () => undefined,
  complete: async () => undefined,
  leave: async () => undefined,
  giveUp: async () => undefined,
};

/** A question that does not count, as often as wanted. */
@Component({
  imports: [RouterLink, KindChoiceComponent, RecorderComponent],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    <p class="eh-question">{{ words().question }}</p>
    <p class="eh-soft">{{ say().question.length(planned()) }}</p>
    @if (kinds().length > 1) {
      <eh-kind-choice [kinds]="kinds()" [kind]="kind()" (chosen)="kind.set($event)" />
    }
    @for (one of [kind()]; track one) {
      <eh-recorder
        [kind]="one"
        [answerSeconds]="seconds"
        [keepLabel]="words().done"
        [againLabel]="words().again"
        [sinkFor]="nowhere"
        (kept)="done()"
      />
    }
    <p>
      <a [routerLink]="portal.home() + '/questions'">{{ words().skip }}</a>
    </p>
  `,
})
export class PracticePage {
  private readonly router = inject(Router);
  protected readonly portal = inject(PortalStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().practice);
  protected readonly seconds = PLANNED_SECONDS;
  protected readonly planned = computed(() => inWords(this.say().frame, PLANNED_SECONDS));
  protected readonly kinds = computed<RecordedKind[]>(() => {
    const offered = this.portal.interview().questions.flatMap(({ kinds }) => kinds);
    const recorded = (['video', 'audio'] as const).filter((kind) => offered.includes(kind));
    return recorded.length > 0 ? recorded : ['audio'];
  });
  protected readonly kind = signal<RecordedKind>(this.kinds()[0] ?? 'audio');
  protected readonly nowhere = (): Sink => NOWHERE;

  protected async done(): Promise<void> {
    await this.router.navigateByUrl(`${this.portal.home()}/questions`);
  }
}
