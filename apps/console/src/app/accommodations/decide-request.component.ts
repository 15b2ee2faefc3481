import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { NewAccommodationDecision, type AccommodationCase, type Problem } from '@evenhand/contracts';
import { confirmed, ProblemComponent, problemOf, UnsavedDirective } from '@evenhand/ui';
import { AccommodationsClient } from './accommodations.client';
import { dialWords, kindWords, type Dial } from './adjustment-words';
import { draftOf, grantsOf, isTimeDial, type GrantedKind, type GrantRow, type Way } from './grant-draft';
import { LimitsPreviewComponent } from './limits-preview.component';

const kinds: readonly GrantedKind[] = ['video', 'audio', 'text', 'sign-language'];

/** Answers a request: what is granted, its effect on the running interview, and the words the candidate reads. */
@Component({
  selector: 'eh-decide-request',
  imports: [LimitsPreviewComponent, MatButtonModule, ProblemComponent, UnsavedDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './decide-request.component.html',
  styleUrl: './decide-request.component.scss',
})
export class DecideRequestComponent {
  readonly request = input.required<AccommodationCase>();
  readonly decided = output<AccommodationCase>();
  private readonly client = inject(AccommodationsClient);
  private readonly dialog = inject(MatDialog);
  private readonly form = viewChild.required(UnsavedDirective);

  protected readonly dials = Object.keys(dialWords) as Dial[];
  protected readonly dialWords = dialWords;
  protected readonly kinds = kinds;
  protected readonly kindWords = kindWords;
  protected readonly isTimeDial = isTimeDial;
  protected readonly draft = linkedSignal(() => draftOf(this.request().wishes));
  protected readonly read = computed(() => grantsOf(this.draft()));
  protected readonly wrong = signal<readonly string[]>([]);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);

  protected change(dial: Dial, change: Partial<GrantRow>): void {
    this.draft.update((draft) => ({ ...draft, [dial]: { ...draft[dial], ...change } }));
  }

  protected choose(dial: Dial, way: string): void {
    const ways: readonly Way[] = ['times', 'plus', 'unlimited'];
    this.change(dial, { way: ways.find((one) => one === way) ?? 'times' });
  }

  protected toggleKind(kind: GrantedKind, on: boolean): void {
    const before = this.draft()['answer-kinds'].kinds.filter((one) => one !== kind);
    this.change('answer-kinds', { kinds: on ? [...before, kind] : before });
  }

  protected chooseTrack(track: string): void {
    this.change('answer-kinds', {
      track: track === 'interpreter' || track === 'captioner' ? track : 'none',
    });
  }

  protected async decide(event: Event, reply: string, granting: boolean): Promise<void> {
    event.preventDefault();
    const { grants, wrong } = granting ? this.read() : { grants: [], wrong: [] };
    const missing = granting && grants.length === 0 && wrong.length === 0 ? ['Choose what you grant.'] : [];
    const decision = NewAccommodationDecision.safeParse({ grants, reply });
    const faults = decision.success ? [] : decision.error.issues.map(({ message }) => message);
    this.wrong.set([...wrong, ...missing, ...faults]);
    if (!decision.success || this.wrong().length > 0 || !(await this.sure(granting))) return;
    this.busy.set(true);
    try {
      const answered = await this.client.decide(this.request().id, decision.data);
      this.form().saved();
      this.decided.emit(answered);
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private sure(granting: boolean): Promise<boolean> {
    const gone =
      this.request().question === null ? '' : ' What the candidate told you in confidence is deleted.';
    return confirmed(
      this.dialog,
      granting
        ? {
            title: 'Grant this?',
            consequence: `It holds for the running interview at once, and the clock goes on.${gone}`,
            verb: 'Grant',
          }
        : {
            title: 'Decline this request?',
            consequence: `The candidate reads your answer, and the clock goes on.${gone}`,
            verb: 'Decline',
          },
    );
  }
}
