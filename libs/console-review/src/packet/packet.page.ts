import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import {
  ArrivalStore,
  confirmed,
  HeadingDirective,
  LoadingComponent,
  ProblemComponent,
  SealedBlockComponent,
  UnsavedWorkStore,
} from '@evenhand/ui';
import { PlayerComponent } from '../player/player.component';
import { SigningNoteComponent } from '../signing/signing-note.component';
import { CriterionComponent } from '../scorecard/criterion.component';
import { KeyChoiceStore } from './key-choice.store';
import { KeysComponent } from './keys.component';
import { actionOf, type PacketAction } from './packet-keys';
import { PacketStore, type Saving } from './packet.store';
import { TranscriptComponent } from './transcript.component';

const savingWords: Record<Saving, string> = {
  saved: 'Draft saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  kept: 'Kept in this browser',
  adrift: 'Not saved',
};

/** The blind review of one interview: player, transcript, scorecard. */
@Component({
  selector: 'eh-packet-page',
  imports: [
    RouterLink,
    MatButtonModule,
    HeadingDirective,
    LoadingComponent,
    ProblemComponent,
    SealedBlockComponent,
    PlayerComponent,
    TranscriptComponent,
    CriterionComponent,
    SigningNoteComponent,
  ],
  providers: [PacketStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './packet.page.html',
  styleUrl: './packet.page.scss',
  host: {
    '(document:keydown)': 'pressed($event)',
    '(document:visibilitychange)': 'seenOrHidden()',
    '(window:pagehide)': 'store.save(true)',
  },
})
export class PacketPage {
  /** From the address. */
  readonly packetId = input.required<string>();
  /** From the address, counted from 1: reloading or going back finds the question again. */
  readonly question = input<string>();

  protected readonly store = inject(PacketStore);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly arrival = inject(ArrivalStore);
  private readonly keys = inject(KeyChoiceStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly player = viewChild(PlayerComponent);

  /** The criterion that digits go to. */
  protected readonly marked = linkedSignal({ source: this.store.answerIndex, computation: () => 0 });
  protected readonly savingWords = computed(() => savingWords[this.store.saving()]);
  /** Read aloud: what a key has done. */
  protected readonly said = signal('');

  constructor() {
    effect(() => {
      const packetId = this.packetId();
      untracked(() => void this.open(packetId));
    });
    inject(UnsavedWorkStore).watch(
      {
        isUnsaved: () => ['kept', 'adrift'].includes(this.store.saving()),
        save: () => this.store.save(),
        consequence: () =>
          this.store.saving() === 'kept'
            ? 'The server cannot be reached. Your latest ratings are kept in this browser and are sent when you open this interview here again.'
            : 'The server cannot be reached, and this browser keeps nothing. Your latest ratings will be lost.',
      },
      inject(DestroyRef),
    );
  }

  protected go(index: number): void {
    if (index < 0 || index >= (this.store.packet()?.answers.length ?? 0)) return;
    this.store.answerIndex.set(index);
    this.arrival.announce();
    void this.router.navigate([], { queryParams: { question: index + 1 }, replaceUrl: true });
  }

  protected async lock(): Promise<void> {
    const [missing] = this.store.missing();
    if (missing) return this.leadTo(missing);
    const sure = await confirmed(this.dialog, {
      title: 'Lock this scorecard?',
      consequence:
        'Your ratings become final. You can read them later, and revise one with a reason after the reveal; the original stays on record.',
      verb: 'Lock scorecard',
    });
    if (!sure) return;
    const locked = await this.store.lock();
    if (!locked) return;
    await this.router.navigate(locked.nextPacketId === null ? ['/review'] : ['/review', locked.nextPacketId]);
  }

  protected showKeys(): void {
    this.dialog.open(KeysComponent, { restoreFocus: true });
  }

  protected pressed(event: KeyboardEvent): void {
    if (this.dialog.openDialogs.length > 0 || !this.store.packet()) return;
    const action = actionOf(event, this.keys.on());
    if (action === null) return;
    event.preventDefault();
    this.act(action);
  }

  protected seenOrHidden(): void {
    if (document.visibilityState === 'hidden') void this.store.save(true);
    else void this.store.refresh();
  }

  private async open(packetId: string): Promise<void> {
    this.store.answerIndex.set(Math.max(0, Number(this.question() ?? 1) - 1 || 0));
    await this.store.load(packetId);
    if (this.store.packet() && !this.store.answer()) this.store.answerIndex.set(0);
  }

  private act(action: PacketAction): void {
    switch (action.act) {
      case 'play':
        return this.player()?.toggle();
      case 'jump':
        return this.player()?.jump(action.seconds);
      case 'speed':
        return this.player()?.faster(action.step);
      case 'skip-silence':
        return this.player()?.toggleSilence();
      case 'question':
        return this.go(this.store.answerIndex() + action.step);
      case 'mark':
        return this.mark(action.step);
      case 'rate':
        return this.rateMarked(action.rating);
      case 'keys':
        return this.showKeys();
      case 'lock':
        if (!this.store.packet()?.locked) void this.lock();
        return;
    }
  }

  private mark(step: 1 | -1): void {
    const criteria = this.store.answer()?.criteria ?? [];
    const index = Math.min(criteria.length - 1, Math.max(0, this.marked() + step));
    this.marked.set(index);
    this.show(index);
    this.said.set(`${criteria[index]?.name ?? 'Nothing'} is marked.`);
  }

  private rateMarked(rating: 1 | 2 | 3 | 4 | 5 | null): void {
    const answer = this.store.answer();
    const criterion = answer?.criteria[this.marked()];
    if (!answer?.questionId || !criterion || this.store.packet()?.locked) return;
    this.store.rate(answer.questionId, criterion.id, rating);
    if (this.marked() < answer.criteria.length - 1) this.mark(1);
    const next = answer.criteria[this.marked()];
    const goesOn = next === undefined || next === criterion ? '' : ` ${next.name} is marked.`;
    this.said.set(`${criterion.name}: ${rating ?? 'cannot judge'}.${goesOn}`);
  }

  /** Shows the first rating that is missing, and says so. */
  private leadTo(missing: { answer: number; criterionId: string }): void {
    if (missing.answer !== this.store.answerIndex()) this.go(missing.answer);
    const criteria = this.store.answer()?.criteria ?? [];
    const index = criteria.findIndex((criterion) => criterion.id === missing.criterionId);
    this.marked.set(index);
    const count = this.store.missing().length;
    this.said.set(
      `${count} ${count === 1 ? 'rating is' : 'ratings are'} missing. ${criteria[index]?.name ?? ''} is marked.`,
    );
    afterNextRender({ read: () => this.show(index, true) }, { injector: this.injector });
  }

  private show(index: number, focus = false): void {
    const criterion = this.host.nativeElement.querySelectorAll<HTMLElement>('eh-criterion')[index];
    criterion?.scrollIntoView({ block: 'nearest' });
    if (focus) criterion?.querySelector('input')?.focus();
  }
}
