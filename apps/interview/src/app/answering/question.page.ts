import { Component, computed, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import type { PortalQuestion } from '@evenhand/contracts';
import { RouterLink } from '@angular/router';
import { RubricComponent } from '../arriving/rubric.component';
import { ConnectionStore } from '../frame/connection.store';
import { NoteComponent } from '../frame/note.component';
import { SignComponent } from '../frame/sign.component';
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
import { hasFault, isFinished, takesLeftNow } from './standing';
import { TakesComponent } from './takes.component';
import { TextAnswerComponent } from './text-answer.component';

type AnswerKind = PortalQuestion['kinds'][number];

/** One question. It stays in sight while the candidate answers, in whatever way. */
@Component({
  imports: [
    RouterLink,
    KeptRecordingsComponent,
    KindChoiceComponent,
    NoteComponent,
    RecorderComponent,
    RubricComponent,
    SignComponent,
    TakesComponent,
    TextAnswerComponent,
  ],
  templateUrl: './question.page.html',
})
export class QuestionPage {
  private readonly connection = inject(ConnectionStore);
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
  /** Changes only with the question, not with every answer of the server. */
  private readonly questionId = computed(() => this.question()?.id);
  protected readonly title = computed(() =>
    this.words().title(this.index() + 1, this.view().questions.length),
  );
  protected readonly plan = computed(() => {
    const { frame, question } = this.say();
    const { answerSeconds = 0, preparationSeconds = null } = this.question() ?? {};
    const length =
      answerSeconds === null ? question.lengthFree : question.length(inWords(frame, answerSeconds));
    if (preparationSeconds === null || this.kind() === 'text') return length;
    return `${length} ${question.prepare(inWords(frame, preparationSeconds))}`;
  });
  protected readonly kept = computed(() => this.recordings.ofQuestion(this.question()?.id ?? ''));
  protected readonly takesLeft = computed(() => {
    const question = this.question();
    return question === undefined ? 0 : takesLeftNow(question, this.kept());
  });
  /** Something that was recorded here before and now waits for a look or for the server. */
  protected readonly pending = computed(() => this.kept().filter(({ phase }) => phase !== 'recording'));
  /** Takes that another browser or device has open: they keep their place until somebody ends them. */
  protected readonly openElsewhere = computed(() => {
    const own = new Set([...this.kept().map(({ takeId }) => takeId), ...this.recordings.arrived()]);
    const takes = this.recordings.known() ? (this.question()?.takes ?? []) : [];
    return takes.filter(({ id, status }) => status === 'open' && !own.has(id));
  });
  protected readonly finished = computed(() => this.question()?.takes.some(isFinished) ?? false);
  /** The server found something about a recording that the candidate should know. */
  protected readonly hasFault = computed(() => this.question()?.takes.some(hasFault) ?? false);
  protected readonly answered = computed(() => {
    const question = this.question();
    return question !== undefined && isAnswered(question);
  });

  protected readonly kind = linkedSignal<string | undefined, AnswerKind>({
    source: this.questionId,
    computation: () => untracked(() => this.question()?.answer?.kind ?? this.question()?.kinds[0] ?? 'video'),
  });
  /** How far the recorder of this question is: asked for, in use, or done with one take. */
  protected readonly stage = linkedSignal<string | undefined, 'untouched' | 'wanted' | 'open' | 'kept'>({
    source: this.questionId,
    computation: () => 'untouched',
  });
  /**
   * What the screen is for now: writing; recording, at first where nothing is there yet and later when asked for; or
   * looking at what is there.
   */
  protected readonly mode = computed<'writing' | 'recording' | 'answered'>(() => {
    if (this.kind() === 'text') return 'writing';
    if (this.stage() === 'wanted' || this.stage() === 'open') return 'recording';
    const nothing = !this.finished() && this.pending().length === 0 && this.takesLeft() > 0;
    return this.stage() === 'untouched' && nothing ? 'recording' : 'answered';
  });
  /** What an interruption left waits for a decision. */
  protected readonly recovering = computed(() => this.pending().some(({ phase }) => phase === 'unfinished'));
  /** The candidate is at it: nothing else should ask for attention. */
  protected readonly isRecordingNow = computed(() => this.mode() === 'recording' && this.stage() === 'open');
  /** Names one run of the recorder: a new one starts from the beginning. */
  private readonly round = signal(0);
  protected readonly run = computed(() => `${this.question()?.id} ${this.kind()} ${this.round()}`);
  private readonly takeId = signal('');
  protected readonly delivered = computed(
    () => this.stage() === 'kept' && !this.kept().some(({ takeId }) => takeId === this.takeId()),
  );

  protected readonly safeMs = computed(
    () => this.kept().find(({ takeId }) => takeId === this.takeId())?.safeMs ?? null,
  );
  protected readonly inTrouble = computed(
    () =>
      !this.connection.online() || this.recordings.line() !== null || this.recordings.overflowing() !== null,
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
    this.takeId.set(sink.takeId);
    return sink;
  };

  /** The recorder is in use: it stays although what it recorded is already on its way. */
  protected begun(): void {
    this.stage.set('open');
  }

  /** Camera or microphone cannot be used: the other kinds of answer are offered again. */
  protected stuck(): void {
    this.stage.set('wanted');
  }

  protected keptOne(): void {
    this.stage.set('kept');
  }

  protected async leaveOthers(): Promise<void> {
    for (const { id } of this.openElsewhere()) await this.uploads.giveUp(id);
  }

  protected recordAgain(): void {
    this.round.update((round) => round + 1);
    this.stage.set('wanted');
  }

  protected choose(kind: AnswerKind): void {
    this.kind.set(kind);
    if (this.stage() !== 'wanted') this.stage.set('untouched');
  }
}
