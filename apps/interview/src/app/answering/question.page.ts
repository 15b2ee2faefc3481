import { Component, computed, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import type { PortalQuestion } from '@evenhand/contracts';
import { RouterLink } from '@angular/router';
import { RubricComponent } from '../arriving/rubric.component';
import { LanguageStore } from '../language/language.store';
import { inWords } from '../language/moment';
import { PortalStore } from '../portal/portal.store';
import { isAnswered, nextUnanswered } from '../portal/steps';
import type { Sink } from '../recorder/sink.port';
import { RecordingsStore } from '../uploads/recordings.store';
import { UploadsStore } from '../uploads/uploads.store';
import { KindChoiceComponent } from './kind-choice.component';
import { KeptRecordingsComponent } from './kept-recordings.component';
import { RecorderComponent } from './recorder.component';
import { isFinished, takesLeftNow } from './standing';
import { TakesComponent } from './takes.component';
import { TextAnswerComponent } from './text-answer.component';

type AnswerKind = PortalQuestion['kinds'][number];

/** One question. It stays in sight while the candidate answers, in whatever way. */
@Component({
  imports: [
    RouterLink,
    KeptRecordingsComponent,
    KindChoiceComponent,
    RecorderComponent,
    RubricComponent,
    TakesComponent,
    TextAnswerComponent,
  ],
  templateUrl: './question.page.html',
})
export class QuestionPage {
  private readonly recordings = inject(RecordingsStore);
  private readonly uploads = inject(UploadsStore);
  private readonly portal = inject(PortalStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().question);
  protected readonly view = this.portal.interview;
  protected readonly home = this.portal.home;
  /** From the address, counted from 1. */
  readonly number = input.required<string>();

  private readonly index = computed(() => {
    const index = Number(this.number()) - 1;
    return Number.isInteger(index) && index >= 0 && index < this.view().questions.length ? index : 0;
  });
  protected readonly question = computed(() => this.view().questions[this.index()]);
  protected readonly title = computed(() =>
    this.words().title(this.index() + 1, this.view().questions.length),
  );
  protected readonly length = computed(() =>
    this.words().length(inWords(this.say().frame, this.question()?.answerSeconds ?? 0)),
  );
  protected readonly kept = computed(() => this.recordings.ofQuestion(this.question()?.id ?? ''));
  protected readonly takesLeft = computed(() => {
    const question = this.question();
    return question === undefined ? 0 : takesLeftNow(question, this.kept());
  });
  /** Something that was recorded here before and now waits for a look or for the server. */
  protected readonly pending = computed(() => this.kept().filter(({ phase }) => phase !== 'recording'));
  protected readonly finished = computed(() => this.question()?.takes.some(isFinished) ?? false);
  protected readonly answered = computed(() => {
    const question = this.question();
    return question !== undefined && isAnswered(question);
  });

  protected readonly kind = linkedSignal<string | undefined, AnswerKind>({
    source: () => this.question()?.id,
    computation: () => untracked(() => this.question()?.answer?.kind ?? this.question()?.kinds[0] ?? 'video'),
  });
  /** How far the recorder of this question is: opened by hand, or done with one take. */
  private readonly stage = linkedSignal<string | undefined, 'untouched' | 'open' | 'kept'>({
    source: () => this.question()?.id,
    computation: () => 'untouched',
  });
  protected readonly showsRecorder = computed(
    () => this.stage() !== 'untouched' || (!this.finished() && this.pending().length === 0),
  );
  /** The candidate is at it: nothing else should ask for attention. */
  protected readonly isRecordingNow = computed(() => this.kind() !== 'text' && this.stage() === 'open');
  protected readonly isRecording = computed(() => this.showsRecorder() && this.stage() !== 'kept');
  /** Names one run of the recorder: a new one starts from the beginning. */
  private readonly round = signal(0);
  protected readonly run = computed(() => `${this.question()?.id} ${this.kind()} ${this.round()}`);
  private readonly localId = signal('');
  protected readonly delivered = computed(
    () => this.stage() === 'kept' && !this.kept().some(({ localId }) => localId === this.localId()),
  );

  /** This question has an answer, or one that is on its way. */
  protected readonly isDone = computed(
    () => this.stage() === 'kept' || this.answered() || this.kept().some(({ phase }) => phase === 'sending'),
  );

  /** Where the main link leads when this question has its answer. */
  protected readonly onward = computed(() => {
    const next = nextUnanswered(this.view().questions, this.index());
    return next >= 0 && next !== this.index() ? `/questions/${next + 1}` : null;
  });

  protected readonly sinkFor = (): Sink => {
    const sink = this.uploads.sinkFor(this.view().interviewId, this.question()?.id ?? '');
    this.localId.set(sink.localId);
    return sink;
  };

  /** The recorder is in use: it stays although what it recorded is already on its way. */
  protected begun(): void {
    this.stage.set('open');
  }

  protected keptOne(): void {
    this.stage.set('kept');
  }

  protected recordAgain(): void {
    this.round.update((round) => round + 1);
    this.stage.set('open');
  }

  protected choose(kind: AnswerKind): void {
    this.kind.set(kind);
    this.stage.set('untouched');
  }
}
