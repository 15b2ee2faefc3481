import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { OwnAccommodation } from '@evenhand/contracts';
import { type Sign, SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { dayAndTime } from '../language/moment';
import { inPlainWords } from './adjustment-words';

const SIGNS: Record<OwnAccommodation['status'], Sign> = {
  pending: 'sending',
  granted: 'ok',
  declined: 'stop',
  withdrawn: 'open',
};

/** One request: what was asked, how it stands, what was answered, and what the officer still has to know. */
@Component({
  selector: 'eh-own-request',
  imports: [SignComponent],
  template: `
    @let one = request();
    <ul class="eh-plain">
      @for (wish of wishes(); track wish) {
        <li>{{ wish }}</li>
      }
    </ul>
    <p class="eh-standing"><eh-sign [sign]="sign()" />{{ standing() }}</p>
    @if (different()) {
      <h3>{{ words().instead }}</h3>
      <ul class="eh-plain">
        @for (grant of granted(); track grant) {
          <li>{{ grant }}</li>
        }
      </ul>
    }
    @if (one.reply) {
      <h3>{{ words().reply }}</h3>
      <p class="eh-said">{{ one.reply }}</p>
    }
    @if (one.question; as question) {
      <h3>{{ words().officerAsks }}</h3>
      <p class="eh-said">{{ question.text }}</p>
      @if (question.answered) {
        <p class="eh-standing" role="status"><eh-sign sign="ok" />{{ words().answered }}</p>
      } @else {
        <form (submit)="send($event)" novalidate>
          <div class="eh-field">
            <label [for]="'detail-' + one.id">{{ words().yourAnswer }}</label>
            <p class="eh-soft" [id]="'detail-hint-' + one.id">{{ words().answerHint }}</p>
            <textarea
              class="eh-input"
              rows="4"
              maxlength="4000"
              [id]="'detail-' + one.id"
              [attr.aria-describedby]="'detail-hint-' + one.id"
              [value]="text()"
              (input)="write($event)"
            ></textarea>
          </div>
          <div class="eh-actions">
            <button class="eh-button" type="submit" [disabled]="busy() || text().trim() === ''">
              {{ words().sendAnswer }}
            </button>
          </div>
        </form>
      }
    }
    @if (one.status === 'pending') {
      <button class="eh-quiet" type="button" [disabled]="busy()" (click)="takenBack.emit()">
        {{ words().takeBack }}
      </button>
    }
  `,
})
export class OwnRequestComponent {
  private readonly language = inject(LanguageStore);
  private readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().adjustment);
  readonly request = input.required<OwnAccommodation>();
  readonly busy = input.required<boolean>();
  readonly takenBack = output();
  readonly answered = output<string>();

  protected readonly text = signal('');
  protected readonly sign = computed(() => SIGNS[this.request().status]);
  protected readonly wishes = computed(() =>
    this.request().wishes.map((one) => inPlainWords(this.say(), one)),
  );
  protected readonly granted = computed(() =>
    this.request().granted.map((one) => inPlainWords(this.say(), one)),
  );
  /** Something else than what was asked for was granted. */
  protected readonly different = computed(
    () => this.granted().length > 0 && this.granted().join('\n') !== this.wishes().join('\n'),
  );
  protected readonly standing = computed(() => {
    const { status, atOnce, dueAt } = this.request();
    switch (status) {
      case 'pending':
        return this.words().pending(dayAndTime(this.language.locale(), dueAt ?? '', this.language.timeZone));
      case 'granted':
        return atOnce ? this.words().grantedAtOnce : this.words().granted;
      case 'declined':
        return this.words().declined;
      case 'withdrawn':
        return this.words().withdrawn;
    }
  });

  protected write({ target }: Event): void {
    if (target instanceof HTMLTextAreaElement) this.text.set(target.value);
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.answered.emit(this.text().trim());
    this.text.set('');
  }
}
