import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Problem, Question, RequisitionView, Template } from '@evenhand/contracts';
import { confirmed, KeptDraftsStore, ProblemComponent, problemOf, UnsavedWorkStore } from '@evenhand/ui';
import { SessionStore } from '../../session/session.store';
import { RequisitionsClient } from '../requisitions.client';
import { MistakeComponent } from './mistake.component';
import { MistakesStore } from './mistakes.store';
import { PlaceDirective } from './place.directive';
import { QuestionEditorComponent } from './question-editor.component';
import {
  newQuestion,
  questionHasWords,
  readKeptTemplate,
  withQuestion,
  withQuestionMoved,
} from './template-draft';
import { mistakesIn, mistakesOf } from './template-mistakes';

const rules: readonly { value: Template['revealRule']; words: string }[] = [
  { value: 'all-locked', words: 'when every required scorecard of the interview is locked' },
  { value: 'cohort-locked', words: 'when the requisition is closed and every interview is locked' },
];

/** Questions, rubric and rules of an interview while they are a draft. What is not saved is kept in this browser. */
@Component({
  selector: 'eh-template-editor',
  imports: [MatButtonModule, MistakeComponent, PlaceDirective, ProblemComponent, QuestionEditorComponent],
  providers: [MistakesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './template-editor.component.html',
  styleUrl: './template-editor.component.scss',
})
export class TemplateEditorComponent {
  readonly requisition = input.required<RequisitionView>();
  readonly changed = output<RequisitionView>();
  private readonly client = inject(RequisitionsClient);
  private readonly dialog = inject(MatDialog);
  private readonly drafts = inject(KeptDraftsStore);
  private readonly session = inject(SessionStore);
  private readonly injector = inject(Injector);
  private readonly summary = viewChild<ElementRef<HTMLElement>>('summary');
  protected readonly mistakes = inject(MistakesStore);

  protected readonly rules = rules;
  protected readonly draft = linkedSignal<Template>(() => this.requisition().template);
  protected readonly unsaved = computed(() => this.draft() !== this.requisition().template);
  protected readonly restored = signal<'same' | 'changed' | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);
  protected readonly said = signal('');
  private readonly keptAs = computed(() => `template.${this.session.me()?.id}.${this.requisition().id}`);
  private tried = false;

  constructor() {
    effect(() => {
      const key = this.keptAs();
      untracked(() => this.restore(key));
    });
    inject(UnsavedWorkStore).watch(
      {
        isUnsaved: () => this.unsaved(),
        consequence: () =>
          'Your changes to the questions are not saved. They are kept in this browser until you come back here or sign out; candidates and colleagues do not see them.',
      },
      inject(DestroyRef),
    );
  }

  protected change(change: Partial<Template>): void {
    this.said.set('');
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.drafts.keep(this.keptAs(), {
      base: JSON.stringify(this.requisition().template),
      draft: this.draft(),
    });
    if (this.tried) this.mistakes.all.set(mistakesIn(this.draft()));
  }

  protected setQuestion(index: number, question: Question | null): void {
    this.change(withQuestion(this.draft(), index, question));
  }

  protected addQuestion(): void {
    const { questions } = this.draft();
    this.setQuestion(questions.length, newQuestion(questions.map((question) => question.id)));
    this.lead(`questions.${questions.length}.text`);
  }

  protected async remove(index: number): Promise<void> {
    const question = this.draft().questions[index];
    if (!question) return;
    const sure =
      !questionHasWords(question) ||
      (await confirmed(this.dialog, {
        title: `Remove question ${index + 1}?`,
        consequence: 'Its criteria and anchors go with it.',
        verb: 'Remove question',
      }));
    if (!sure) return;
    this.setQuestion(index, null);
    this.lead(`questions.${Math.max(0, index - 1)}`);
    this.said.set(`Question ${index + 1} removed.`);
  }

  protected move(index: number, step: 1 | -1): void {
    this.change(withQuestionMoved(this.draft(), index, step));
    this.lead(`questions.${index + step}`);
    this.said.set(`Moved: it is question ${index + step + 1} now.`);
  }

  protected readRequired(value: string): void {
    this.change({ requiredScorecards: value === '1' ? 1 : value === '3' ? 3 : 2 });
  }

  protected async discard(): Promise<void> {
    const sure = await confirmed(this.dialog, {
      title: 'Discard your changes?',
      consequence: 'The questions go back to what was last saved.',
      verb: 'Discard',
    });
    if (!sure) return;
    this.draft.set(this.requisition().template);
    this.settled('Changes discarded.');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.tried = true;
    this.mistakes.all.set(mistakesIn(this.draft()));
    if (this.mistakes.all().length > 0) return this.showMistakes();
    this.busy.set(true);
    try {
      const saved = await this.client.change(this.requisition().id, { template: this.draft() });
      this.changed.emit(saved);
      this.settled('Saved.');
    } catch (error) {
      const problem = problemOf(error);
      this.mistakes.all.set(mistakesOf(problem));
      this.problem.set(problem);
    } finally {
      this.busy.set(false);
    }
  }

  /** Moves to an input, or to the heading of a question. */
  protected lead(place: string): void {
    const go = (): void => document.getElementById(place)?.focus();
    afterNextRender({ read: go }, { injector: this.injector });
  }

  private settled(words: string): void {
    this.tried = false;
    this.mistakes.all.set([]);
    this.problem.set(null);
    this.restored.set(null);
    this.drafts.drop(this.keptAs());
    this.said.set(words);
  }

  private restore(key: string): void {
    const kept = this.drafts.recall(key, readKeptTemplate);
    if (!kept) return;
    this.restored.set(kept.base === JSON.stringify(this.requisition().template) ? 'same' : 'changed');
    this.draft.set(kept.draft);
  }

  private showMistakes(): void {
    const go = (): void => this.summary()?.nativeElement.focus();
    afterNextRender({ read: go }, { injector: this.injector });
  }
}
