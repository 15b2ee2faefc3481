import { Component, computed, DestroyRef, inject, input, type OnInit, output, signal } from '@angular/core';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { clock } from '../language/moment';
import { SLICE_MS } from '../recorder/recording-format';
import type { Recording } from '../uploads/recordings.store';
import { UploadsStore } from '../uploads/uploads.store';
import { PlayableDirective } from './playable.directive';

/** A recording that a crash, a reload or a closed page broke off: what there is of it, to keep or to leave. */
@Component({
  selector: 'eh-recovered-take',
  imports: [PlayableDirective, SignComponent],
  template: `
    <section class="eh-help">
      <h2><eh-sign sign="attention" />{{ words().recovered }}</h2>
      @if (length(); as length) {
        <p role="status">{{ say().recorder.upTo(length) }} {{ words().recoveredFree }}</p>
      } @else {
        <p role="status">{{ say().frame.oneMoment }}</p>
      }
      @if (playback(); as address) {
        @if (recording().kind === 'video') {
          <video
            class="eh-player"
            [src]="address"
            [attr.aria-label]="say().recorder.listen"
            controls
            playsinline
            ehPlayable
            (measured)="lengthMs.set($event)"
            (error)="unmeasured()"
          ></video>
        } @else {
          <audio
            class="eh-player"
            [src]="address"
            [attr.aria-label]="say().recorder.listen"
            controls
            ehPlayable
            (measured)="lengthMs.set($event)"
            (error)="unmeasured()"
          ></audio>
        }
      }
      <div class="eh-actions">
        @if (length(); as length) {
          <button class="eh-button eh-main" type="button" (click)="keep.emit(lengthMs() ?? 0)">
            {{ words().recoveredKeep(length) }}
          </button>
        }
        <button class="eh-button" type="button" (click)="again.emit()">{{ words().recoveredAgain }}</button>
      </div>
    </section>
  `,
})
export class RecoveredTakeComponent implements OnInit {
  private readonly uploads = inject(UploadsStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().question);
  readonly recording = input.required<Recording>();
  /** With its length in milliseconds. */
  readonly keep = output<number>();
  readonly again = output();
  protected readonly playback = signal<string | null>(null);
  /** Browsers hand slices over late: nothing is promised before it was seen how much can be played. */
  protected readonly lengthMs = signal<number | null>(null);
  protected readonly length = computed(() => {
    const lengthMs = this.lengthMs();
    return lengthMs === null ? null : clock(lengthMs);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      const playback = this.playback();
      if (playback !== null) URL.revokeObjectURL(playback);
    });
  }

  ngOnInit(): void {
    void this.load();
  }

  /** A browser that cannot play it here may still have recorded it well; the last slice is left out of the promise. */
  protected unmeasured(): void {
    this.lengthMs.set(Math.max(0, this.recording().recordedMs - SLICE_MS));
  }

  private async load(): Promise<void> {
    this.playback.set(URL.createObjectURL(await this.uploads.playback(this.recording().takeId)));
  }
}
