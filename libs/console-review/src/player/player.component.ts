import type { ElementRef } from '@angular/core';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { PacketAnswer } from '@evenhand/contracts';
import { DurationPipe } from '@evenhand/ui';
import { readChoice, rememberChoice, speeds, type Speed } from './player-choices';
import { silenceEnd } from './silence';
import { WaveformComponent } from './waveform.component';

type Media = NonNullable<PacketAnswer['media']>;

/** How far the keys of the slider go, in seconds. */
const sliderKeys: Readonly<Record<string, number>> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  PageDown: -15,
  PageUp: 15,
};

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
  /** The recording cannot be fetched: its address may have run out, and a new one is wanted. */
  readonly stale = output();

  /** Where the recording stands, in milliseconds. */
  readonly positionMs = signal(0);
  private readonly element = viewChild<ElementRef<HTMLMediaElement>>('element');
  protected readonly playing = signal(false);
  protected readonly waiting = signal(false);
  protected readonly failed = signal(false);
  private readonly failures = signal(0);
  protected readonly speeds = speeds;
  protected readonly speed = signal<Speed>(readChoice('speed'));
  protected readonly skipsSilence = signal(readChoice('skip-silence'));
  protected readonly showsCaptions = signal(readChoice('captions'));
  protected readonly isVideo = computed(() => this.media().type.startsWith('video/'));
  protected readonly captionsUrl = signal<string | null>(null);
  /** The address that is played from. The same recording under a new address goes on from where it stood. */
  private readonly url = computed(() => this.media().url);
  private resumes = false;

  constructor() {
    effect((onCleanup) => {
      const captions = this.captions();
      const url = captions === null ? null : URL.createObjectURL(new Blob([captions], { type: 'text/vtt' }));
      this.captionsUrl.set(url);
      onCleanup(() => url && URL.revokeObjectURL(url));
    });
    effect(() => {
      this.url();
      untracked(() => this.failed.set(false));
    });
    afterRenderEffect({
      write: () => {
        const element = this.element()?.nativeElement;
        if (!element) return;
        // A new source starts at the default rate.
        element.defaultPlaybackRate = this.speed();
        element.playbackRate = this.speed();
        this.captionsUrl();
        const [track] = element.textTracks;
        if (track) track.mode = this.showsCaptions() ? 'showing' : 'hidden';
      },
    });
  }

  toggle(): void {
    const element = this.element()?.nativeElement;
    if (!element) return;
    if (element.paused) this.play(element);
    else element.pause();
  }

  jump(seconds: number): void {
    this.seek(this.positionMs() + seconds * 1000);
  }

  seek(milliseconds: number): void {
    const position = Math.min(this.media().durationMs, Math.max(0, milliseconds));
    this.positionMs.set(position);
    const element = this.element()?.nativeElement;
    // A hair later, or a browser may still show the caption that ends here instead of the one that begins.
    if (element) element.currentTime = (position + 1) / 1000;
  }

  faster(step: 1 | -1): void {
    const speed = speeds[speeds.indexOf(this.speed()) + step];
    if (speed !== undefined) this.setSpeed(speed);
  }

  toggleSilence(): void {
    this.skipsSilence.update((skips) => !skips);
    rememberChoice('skip-silence', this.skipsSilence());
  }

  protected toggleCaptions(): void {
    this.showsCaptions.update((shows) => !shows);
    rememberChoice('captions', this.showsCaptions());
  }

  protected chooseSpeed(value: string): void {
    const speed = speeds.find((one) => String(one) === value);
    if (speed !== undefined) this.setSpeed(speed);
  }

  protected slide(event: KeyboardEvent): void {
    const seconds = sliderKeys[event.key];
    if (seconds === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.jump(seconds);
  }

  protected moved(): void {
    const element = this.element()?.nativeElement;
    if (!element || element.seeking) return;
    const position = element.currentTime * 1000;
    const end = this.skipsSilence() && !element.paused ? silenceEnd(this.media().silences, position) : null;
    if (end === null) this.positionMs.set(position);
    else this.seek(end);
  }

  /** A source is ready: back to where the one before it stood. */
  protected ready(): void {
    const element = this.element()?.nativeElement;
    if (!element) return;
    this.failures.set(0);
    if (this.positionMs() > 0) element.currentTime = this.positionMs() / 1000;
    if (this.resumes) this.play(element);
    this.resumes = false;
  }

  /** The first time a new address is asked for; when that does not help, the person is told. */
  protected broke(): void {
    this.resumes = this.playing();
    this.playing.set(false);
    this.waiting.set(false);
    this.failures.update((failures) => failures + 1);
    if (this.failures() > 1) this.failed.set(true);
    this.stale.emit();
  }

  protected again(): void {
    this.failed.set(false);
    this.element()?.nativeElement.load();
    this.stale.emit();
  }

  private play(element: HTMLMediaElement): void {
    element.play().catch((error: unknown) => {
      // Another press, or a new source, interrupted it: nothing is wrong.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.broke();
    });
  }

  private setSpeed(speed: Speed): void {
    this.speed.set(speed);
    rememberChoice('speed', speed);
  }
}
