import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Sign, SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { dayAndTime, inWords } from '../language/moment';
import { PortalStore } from '../portal/portal.store';
import { isAnswered } from '../portal/steps';
import { RecordingsStore } from '../uploads/recordings.store';
import { type Standing, standingOf } from './standing';

const SIGNS: Record<Standing, Sign> = {
  open: 'open',
  answered: 'ok',
  sending: 'sending',
  unfinished: 'attention',
  attention: 'attention',
};

/** All questions and how each of them stands. */
@Component({
  imports: [RouterLink, SignComponent],
  templateUrl: './overview.page.html',
})
export class OverviewPage {
  private readonly portal = inject(PortalStore);
  private readonly recordings = inject(RecordingsStore);
  private readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().overview);
  protected readonly view = this.portal.interview;
  protected readonly home = this.portal.home;
  protected readonly until = computed(() => {
    const { deadline } = this.view();
    if (deadline === null) return this.words().untilNone;
    return this.words().until(dayAndTime(this.language.locale(), deadline, this.language.timeZone));
  });

  protected readonly rows = computed(() =>
    this.view().questions.map((question) => {
      const standing = standingOf(question, this.recordings.ofQuestion(question.id));
      return {
        question,
        standing,
        sign: SIGNS[standing],
        kinds: question.kinds.map((kind) => this.say().frame.kind[kind]).join(', '),
        length:
          question.answerSeconds === null
            ? this.words().lengthFree
            : this.words().length(inWords(this.say().frame, question.answerSeconds)),
      };
    }),
  );
  protected readonly untouched = computed(() => this.rows().every(({ standing }) => standing === 'open'));
  /** Where the main button leads: the next question that needs the candidate; null when none does. */
  protected readonly next = computed(() => {
    const index = this.rows().findIndex(({ standing, question }) => {
      if (standing === 'answered' || standing === 'sending') return false;
      return standing !== 'attention' || !isAnswered(question);
    });
    return index < 0 ? null : `/questions/${index + 1}`;
  });
}
