import { Component, computed, inject, input } from '@angular/core';
import type { PortalQuestion, PortalView } from '@evenhand/contracts';
import { type Sign, SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { clock } from '../language/moment';
import { isAnswered } from '../portal/steps';

/** All answers in one list, as the server has them. */
@Component({
  selector: 'eh-received',
  imports: [SignComponent],
  template: `
    <ul class="eh-list eh-plain">
      @for (row of rows(); track row.question.id) {
        <li>
          <span class="eh-list-name">{{ say().overview.question($index + 1) }}</span>
          <span class="eh-list-state"><eh-sign [sign]="row.sign" />{{ row.answer }}</span>
          <span class="eh-list-text">{{ row.question.text }}</span>
        </li>
      }
      <li>
        <span class="eh-list-name">{{ say().hand.note }}</span>
        <span class="eh-list-text eh-said">{{ view().clarification || say().hand.noNote }}</span>
      </li>
    </ul>
  `,
})
export class ReceivedComponent {
  protected readonly say = inject(LanguageStore).messages;
  readonly view = input.required<PortalView>();

  protected readonly rows = computed(() =>
    this.view().questions.map((question) => {
      const sign: Sign = isAnswered(question) ? 'ok' : 'open';
      return { question, sign, answer: this.answerInWords(question) };
    }),
  );

  private answerInWords(question: PortalQuestion): string {
    const { answer, takes } = question;
    const { frame, hand, status, textAnswer } = this.say();
    if (answer === null || !isAnswered(question)) return hand.missing;
    const kind = frame.kind[answer.kind];
    if (answer.kind === 'text') {
      const words = (answer.text ?? '').split(/\s+/).filter(Boolean).length;
      return status.recorded(kind, textAnswer.words(words));
    }
    const length = takes.find(({ id }) => id === answer.chosenTakeId)?.durationMs ?? null;
    return length === null ? kind : status.recorded(kind, clock(length));
  }
}
