import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { PlayableDirective } from '../answering/playable.directive';
import { LanguageStore } from '../language/language.store';
import { isAppleEngine, type RecordedKind, recordingFormat } from '../recorder/recording-format';

const TEST_SECONDS = 5;

/** Records five seconds and plays them back. They never leave this component. */
@Component({
  selector: 'eh-device-test',
  imports: [PlayableDirective],
  template: `
    @if (leftSeconds() > 0) {
      <p role="status" class="eh-live">
        <span class="eh-dot" aria-hidden="true"></span>{{ words().testing(leftSeconds()) }}
      </p>
    } @else {
      <button class="eh-button" type="button" (click)="record()">
        {{ playback() ? words().testAgain : words().test }}
      </button>
    }
    @if (playback(); as playback) {
      <h2>{{ words().play }}</h2>
      @if (kind() === 'video') {
        <video
          class="eh-player"
          [src]="playback"
          [attr.aria-label]="words().play"
          controls
          playsinline
          ehPlayable
        ></video>
      } @else {
        <audio
          class="eh-player"
          [src]="playback"
          [attr.aria-label]="words().play"
          controls
          ehPlayable
        ></audio>
      }
      <p class="eh-soft">{{ words().playHint }}</p>
    }
  `,
})
export class DeviceTestComponent {
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().devices);
  readonly stream = input.required<MediaStream>();
  readonly kind = computed<RecordedKind>(() =>
    this.stream().getVideoTracks().length > 0 ? 'video' : 'audio',
  );
  protected readonly leftSeconds = signal(0);
  protected readonly playback = signal<string | null>(null);
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearInterval(this.timer);
      this.forget();
    });
  }

  protected record(): void {
    this.forget();
    const isSupported = (type: string) => MediaRecorder.isTypeSupported(type);
    const format = recordingFormat(this.kind(), isAppleEngine(navigator.vendor), isSupported);
    if (format === null) return;
    const recorder = new MediaRecorder(this.stream(), { mimeType: format });
    recorder.ondataavailable = ({ data }) =>
      this.playback.set(URL.createObjectURL(new Blob([data], { type: format })));
    recorder.start();
    this.leftSeconds.set(TEST_SECONDS);
    this.timer = setInterval(() => {
      this.leftSeconds.update((seconds) => seconds - 1);
      if (this.leftSeconds() > 0) return;
      clearInterval(this.timer);
      if (recorder.state !== 'inactive') recorder.stop();
    }, 1000);
  }

  private forget(): void {
    const playback = this.playback();
    if (playback !== null) URL.revokeObjectURL(playback);
    this.playback.set(null);
  }
}
