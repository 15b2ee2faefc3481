import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { confirmed, ProblemComponent, SealedBlockComponent } from '@evenhand/ui';
import { PlayerComponent } from '../player/player.component';
import { CriterionComponent } from '../scorecard/criterion.component';
import { KeysComponent, keysAreOn } from './keys.component';
import { PacketStore } from './packet.store';
import { TranscriptComponent } from './transcript.component';

const jumpSeconds = 5;
const longJumpSeconds = 15;

/** The blind review of one interview: player, transcript, scorecard. */
@Component({
  selector: 'eh-packet-page',
  imports: [
    RouterLink,
    MatButtonModule,
    ProblemComponent,
    SealedBlockComponent,
    PlayerComponent,
    TranscriptComponent,
    CriterionComponent,
  ],
  providers: [PacketStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './packet.page.html',
  styleUrl: './packet.page.scss',
  host: { '(document:keydown)': 'pressed($event)', '(window:pagehide)': 'store.save()' },
})
export class PacketPage {
  /** From the address. */
  readonly packetId = input.required<string>();

  protected readonly store = inject(PacketStore);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly player = viewChild(PlayerComponent);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  /** Starts over with each answer. */
  protected readonly positionMs = linkedSignal({ source: this.store.answerIndex, computation: () => 0 });
  protected readonly marked = linkedSignal({ source: this.store.answerIndex, computation: () => 0 });
  protected readonly savingWords = computed(
    () => ({ saved: 'Draft saved', saving: 'Saving…', unsaved: 'Not saved yet' })[this.store.saving()],
  );

  constructor() {
    effect(() => {
      const packetId = this.packetId();
      untracked(() => void this.store.load(packetId).then(() => this.heading()?.nativeElement.focus()));
    });
  }

  protected go(index: number): void {
    if (index < 0 || index >= (this.store.packet()?.answers.length ?? 0)) return;
    this.store.answerIndex.set(index);
    this.heading()?.nativeElement.focus();
  }

  protected async lock(): Promise<void> {
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
    if (event.altKey || event.ctrlKey || event.metaKey || this.dialog.openDialogs.length > 0) return;
    if (isTyping(event.target)) return;
    if (event.key === '?') this.showKeys();
    else if (keysAreOn() && this.act(event.key)) event.preventDefault();
  }

  /** Does what a key stands for; false when it stands for nothing. */
  private act(key: string): boolean {
    const index = this.store.answerIndex();
    const player = this.player();
    switch (key) {
      case 'k':
        player?.toggle();
        return true;
      case 'j':
        player?.jump(-jumpSeconds);
        return true;
      case 'l':
        player?.jump(jumpSeconds);
        return true;
      case 'J':
        player?.jump(-longJumpSeconds);
        return true;
      case 'L':
        player?.jump(longJumpSeconds);
        return true;
      case '<':
        player?.faster(-1);
        return true;
      case '>':
        player?.faster(1);
        return true;
      case 's':
        player?.toggleSilence();
        return true;
      case 'n':
        this.go(index + 1);
        return true;
      case 'p':
        this.go(index - 1);
        return true;
      case 'ArrowUp':
        this.mark(-1);
        return true;
      case 'ArrowDown':
        this.mark(1);
        return true;
      case '0':
        this.rateMarked(null);
        return true;
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
        this.rateMarked(([1, 2, 3, 4, 5] as const)[Number(key) - 1] ?? null);
        return true;
      default:
        return false;
    }
  }

  private mark(step: 1 | -1): void {
    const last = (this.store.answer()?.criteria.length ?? 1) - 1;
    this.marked.update((index) => Math.min(last, Math.max(0, index + step)));
  }

  private rateMarked(rating: 1 | 2 | 3 | 4 | 5 | null): void {
    const answer = this.store.answer();
    const criterion = answer?.criteria[this.marked()];
    if (!answer?.questionId || !criterion) return;
    this.store.rate(answer.questionId, criterion.id, rating);
    this.mark(1);
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
