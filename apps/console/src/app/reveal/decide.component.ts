import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { NewDecision, type Problem } from '@evenhand/contracts';
import type { RevealView } from '@evenhand/contracts-verdict';
import { confirmed, ProblemComponent, problemOf, UnsavedDirective } from '@evenhand/ui';
import { RevealClient } from './reveal.client';

type Outcome = NewDecision['outcome'];

/** A person decides, with reasons tied to criteria; the candidate is told in the words written here. */
@Component({
  selector: 'eh-decide',
  imports: [MatButtonModule, ProblemComponent, UnsavedDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './decide.component.html',
  styleUrl: './decide.component.scss',
})
export class DecideComponent {
  readonly view = input.required<RevealView>();
  readonly decided = output();
  private readonly client = inject(RevealClient);
  private readonly dialog = inject(MatDialog);

  private readonly form = viewChild.required(UnsavedDirective);
  protected readonly conversationUrl = signal('');
  protected readonly outcome = signal<Outcome | null>(null);
  protected readonly reasons = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly problem = signal<Problem | null>(null);
  protected readonly wrong = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly criteria = computed(() =>
    this.view().answers.flatMap((answer) =>
      answer.criteria.map((criterion) => ({
        questionId: answer.questionId ?? '',
        criterionId: criterion.id,
        name: criterion.name,
        question: answer.question,
      })),
    ),
  );

  protected reason(key: string, text: string): void {
    this.reasons.update((reasons) => new Map(reasons).set(key, text));
  }

  protected async decide(event: Event, message: string): Promise<void> {
    event.preventDefault();
    const decision = NewDecision.safeParse({
      outcome: this.outcome(),
      reasons: {
        criteria: this.criteria().flatMap(({ questionId, criterionId }) => {
          const reason = this.reasons().get(`${questionId}/${criterionId}`)?.trim() ?? '';
          return reason === '' ? [] : [{ questionId, criterionId, reason }];
        }),
      },
      message,
      ...(this.outcome() === 'advance' && this.conversationUrl() !== ''
        ? { conversationUrl: this.conversationUrl() }
        : {}),
    });
    this.wrong.set(
      decision.success
        ? []
        : decision.error.issues.map((issue) => wordsFor(issue.path.join('.'), issue.message)),
    );
    if (!decision.success || !(await this.sure(decision.data.outcome))) return;
    this.busy.set(true);
    try {
      await this.client.decide(this.view().interviewId, decision.data);
      this.form().saved();
      this.decided.emit();
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private sure(outcome: Outcome): Promise<boolean> {
    return confirmed(
      this.dialog,
      outcome === 'advance'
        ? {
            title: 'Invite to a conversation?',
            consequence: 'The candidate gets your message and the link by mail at once.',
            verb: 'Invite',
          }
        : {
            title: 'Decline this candidate?',
            consequence:
              'The candidate gets your message by mail at once. The decision and its reasons stay on record.',
            verb: 'Decline',
          },
    );
  }
}

function wordsFor(path: string, message: string): string {
  if (path === 'outcome') return 'Choose what you decide.';
  if (path === 'conversationUrl' && message.startsWith('Invalid'))
    return 'The link to the conversation must begin with https:// or http://.';
  return message;
}
