import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  input,
  model,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { PacketAnswer } from '@evenhand/contracts';
import { DurationPipe } from '@evenhand/ui';
import { WaveformComponent } from './waveform.component';

type Media = NonNullable<PacketAnswer['media']>;

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
const remembered = 'evenhand.review.speed';

/** Plays one answer: speed with memory, jumps, skipping of silence, captions. */
@Component({
  selector: 'eh-player',
  imports: [MatButtonModule, DurationPipe, WaveformComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './player.component.html',
  styleUrl: './player.component.scss',
})
export class PlayerComponent {
  readonly media = input.required<Media>();
  readonly captions = input.required<string | null>();
  readonly label = input.required<string>();
  /** Position in milliseconds; setting it seeks. */
  readonly positionMs = model(0);

  private readonly element = viewChild<ElementRef<HTMLMediaElement>>('element');
  protected readonly playing = signal(false);
  protected readonly speeds = speeds;
  protected readonly speed = signal(readSpeed());
  protected readonly skipsSilence = signal(false);
  protected readonly failed = signal(false);
  protected readonly isVideo = computed(() => this.media().type.startsWith('video/'));
  protected readonly captionsUrl = signal<string | null>(null);

  constructor() {
    effect((onCleanup) => {
      const captions = this.captions();
      const url = captions === null ? null : URL.createObjectURL(new Blob([captions], { type: 'text/vtt' }));
      this.captionsUrl.set(url);
      onCleanup(() => url && URL.revokeObjectURL(url));
    });
    effect(() => {
      this.media();
      untracked(() => {
        this.failed.set(false);
        this.playing.set(false);
      });
    });
    effect(() => {
      const element = this.element()?.nativeElement;
      if (element) element.playbackRate = this.speed();
    });
    effect(() => {
      const element = this.element()?.nativeElement;
      const wanted = this.positionMs() / 1000;
      if (element && Math.abs(element.currentTime - wanted) > 0.35) element.currentTime = wanted;
    });
  }

  toggle(): void {
    const element = this.element()?.nativeElement;
    if (!element) return;
    if (element.paused) void element.play().catch(() => this.failed.set(true));
    else element.pause();
  }

  jump(seconds: number): void {
    this.seek(this.positionMs() + seconds * 1000);
  }

  seek(milliseconds: number): void {
    this.positionMs.set(Math.min(this.media().durationMs, Math.max(0, milliseconds)));
  }

  faster(step: 1 | -1): void {
    const index = speeds.indexOf(this.speed()) + step;
    const speed = speeds[index];
    if (speed !== undefined) this.setSpeed(speed);
  }

  toggleSilence(): void {
    this.skipsSilence.update((skips) => !skips);
  }

  protected setSpeed(speed: (typeof speeds)[number]): void {
    this.speed.set(speed);
    localStorage.setItem(remembered, String(speed));
  }

  protected chooseSpeed(value: string): void {
    const speed = speeds.find((one) => String(one) === value);
    if (speed !== undefined) this.setSpeed(speed);
  }

  protected moved(): void {
    const element = this.element()?.nativeElement;
    if (!element) return;
    const position = element.currentTime * 1000;
    const silence = this.skipsSilence() && !element.paused ? this.silenceAt(position) : undefined;
    if (silence) element.currentTime = silence.endMs / 1000;
    this.positionMs.set(silence ? silence.endMs : position);
  }

  /** Silence of more than a second around a position; its first third is kept so that speech does not run together. */
  private silenceAt(position: number): { startMs: number; endMs: number } | undefined {
    return this.media().silences.find(
      ({ startMs, endMs }) => endMs - startMs > 1000 && position > startMs + 300 && position < endMs - 200,
    );
  }
}

function readSpeed(): (typeof speeds)[number] {
  const stored = Number(localStorage.getItem(remembered));
  return speeds.find((speed) => speed === stored) ?? 1;
}
