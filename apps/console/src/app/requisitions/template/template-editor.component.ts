import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Template, type Problem, type Question, type RequisitionView } from '@evenhand/contracts';
import { ProblemComponent, problemOf } from '@evenhand/ui';
import { RequisitionsClient } from '../requisitions.client';
import { QuestionEditorComponent } from './question-editor.component';
import { newQuestion, withQuestion, withQuestionMoved } from './template-draft';

/** Questions, rubric and rules of an interview: a form while it is a draft, a document once it is published. */
@Component({
  selector: 'eh-template-editor',
  imports: [MatButtonModule, ProblemComponent, QuestionEditorComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './template-editor.component.html',
  styleUrl: './template-editor.component.scss',
})
export class TemplateEditorComponent {
  readonly requisition = input.required<RequisitionView>();
  readonly changed = output<RequisitionView>();
  private readonly client = inject(RequisitionsClient);

  protected readonly draft = linkedSignal<Template>(() => this.requisition().template);
  protected readonly frozen = computed(() => this.requisition().status !== 'draft');
  protected readonly unsaved = computed(() => this.draft() !== this.requisition().template);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly wrong = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly said = signal('');

  protected change(change: Partial<Template>): void {
    this.said.set('');
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected setQuestion(index: number, question: Question | null): void {
    this.change(withQuestion(this.draft(), index, question));
  }

  protected addQuestion(): void {
    const { questions } = this.draft();
    this.setQuestion(questions.length, newQuestion(questions.map((question) => question.id)));
  }

  protected move(index: number, step: 1 | -1): void {
    this.change(withQuestionMoved(this.draft(), index, step));
  }

  protected readRequired(value: string): void {
    this.change({ requiredScorecards: value === '1' ? 1 : value === '3' ? 3 : 2 });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const template = Template.safeParse(this.draft());
    this.wrong.set(
      template.success ? [] : template.error.issues.map((issue) => `${place(issue.path)}: ${issue.message}`),
    );
    if (!template.success) return;
    this.busy.set(true);
    try {
      this.changed.emit(await this.client.change(this.requisition().id, { template: template.data }));
      this.problem.set(null);
      this.said.set('Saved.');
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}

/** Where in the template something is wrong, in words. */
function place(path: readonly PropertyKey[]): string {
  const [part, question, inQuestion, criterion, field, anchor] = path;
  if (part !== 'questions' || typeof question !== 'number') return String(part);
  const inWords = `Question ${question + 1}`;
  if (inQuestion !== 'criteria' || typeof criterion !== 'number')
    return `${inWords}, ${String(inQuestion ?? 'all')}`;
  const where = `${inWords}, criterion ${criterion + 1}`;
  return field === 'anchors' && typeof anchor === 'number'
    ? `${where}, anchor ${anchor + 1}`
    : `${where}, ${String(field)}`;
}
