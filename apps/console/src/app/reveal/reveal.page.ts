import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  resource,
  signal,
  viewChildren,
} from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { RevealView } from '@evenhand/contracts-verdict';
import {
  ArrivalStore,
  DurationPipe,
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
  problemOf,
  SealedBlockComponent,
  SealMarkComponent,
} from '@evenhand/ui';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../session/session.store';
import { CriterionRowComponent } from './criterion-row.component';
import { DecideComponent } from './decide.component';
import { RevealClient } from './reveal.client';
import { ReviseComponent, type Revising } from './revise.component';
import { sideBySide, type CriterionSideBySide } from './side-by-side';

/** One interview after reveal: everybody side by side, revision with reason, decision. */
@Component({
  selector: 'eh-reveal-page',
  imports: [
    RouterLink,
    DurationPipe,
    HeadingDirective,
    LoadingComponent,
    MomentPipe,
    ProblemComponent,
    SealedBlockComponent,
    SealMarkComponent,
    CriterionRowComponent,
    DecideComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './reveal.page.html',
  styleUrl: './reveal.page.scss',
})
export class RevealPage {
  /** From the address. */
  readonly interviewId = input.required<string>();
  private readonly client = inject(RevealClient);
  private readonly dialog = inject(MatDialog);
  private readonly arrival = inject(ArrivalStore);
  private readonly session = inject(SessionStore);
  private readonly players = viewChildren<ElementRef<HTMLMediaElement>>('player');

  protected readonly view = resource({
    params: () => this.interviewId(),
    loader: ({ params }) => this.client.view(params),
  });
  protected readonly problem = computed(() => {
    const error = this.view.error();
    return error ? problemOf(error) : null;
  });
  protected readonly said = signal('');
  private readonly answers = computed(() => (this.view.hasValue() ? this.view.value().answers : []));
  /** Addresses of the captions, in the order of the answers. */
  private readonly captions = signal<readonly (string | null)[]>([]);
  protected readonly questions = computed(() => {
    const view = this.view.hasValue() ? this.view.value() : null;
    return this.answers().map((answer, index) => ({
      ...answer,
      captionsUrl: this.captions()[index] ?? null,
      rows: view && answer.questionId !== null ? sideBySide(view, answer.questionId) : [],
    }));
  });
  /** Reviewers see the reveal, but not the requisition. */
  protected readonly mayOpenRequisition = computed(() => this.session.has('recruiter', 'hiring_manager'));

  protected readonly mayTakeProof = computed(() => this.session.has('recruiter'));

  constructor() {
    effect((onCleanup) => {
      const urls = this.answers().map(({ captions }) =>
        captions === null ? null : URL.createObjectURL(new Blob([captions], { type: 'text/vtt' })),
      );
      this.captions.set(urls);
      onCleanup(() => urls.forEach((url) => url && URL.revokeObjectURL(url)));
    });
  }

  protected seek(questionId: string | null, milliseconds: number): void {
    const player = this.players().find(
      (one) => one.nativeElement.dataset['question'] === String(questionId),
    )?.nativeElement;
    if (!player) return;
    player.currentTime = milliseconds / 1000;
    void player.play();
  }

  protected async revise(criterion: CriterionSideBySide): Promise<void> {
    const own = criterion.people.find((person) => person.own);
    const standing = own?.revisions[0] ? own.revisions[0].rating : (own?.locked ?? null);
    const reference = this.dialog.open<ReviseComponent, Revising, RevealView>(ReviseComponent, {
      data: { interviewId: this.interviewId(), criterion, standing },
      maxWidth: '36rem',
      restoreFocus: true,
    });
    const changed = await firstValueFrom(reference.afterClosed());
    if (!changed) return;
    this.view.set(changed);
    this.said.set('Revision recorded.');
  }

  protected decided(): void {
    this.said.set('Decision recorded, and the candidate told.');
    this.view.reload();
    this.arrival.rescue();
  }
}
