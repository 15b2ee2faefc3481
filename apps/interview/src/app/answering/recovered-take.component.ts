import { Component, computed, DestroyRef, inject, input, type OnInit, output, signal } from '@angular/core';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { clock } from '../language/moment';
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
      <p>{{ say().recorder.upTo(length()) }} {{ words().recoveredFree }}</p>
      @if (recording().kind === 'video') {
        <video
          class="eh-player"
          [src]="playback()"
          [attr.aria-label]="say().recorder.listen"
          controls
          playsinline
          ehPlayable
          (measured)="measuredMs.set($event)"
        ></video>
      } @else {
        <audio
          class="eh-player"
          [src]="playback()"
          [attr.aria-label]="say().recorder.listen"
          controls
          ehPlayable
          (measured)="measuredMs.set($event)"
        ></audio>
      }
      <div class="eh-actions">
        <button class="eh-button eh-main" type="button" (click)="keep.emit()">
          {{ words().recoveredKeep(length()) }}
        </button>
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
  readonly keep = output();
  readonly again = output();
  protected readonly playback = signal<string | null>(null);
  /** A browser hands slices over a little late, so the length is that of what can be played. */
  protected readonly measuredMs = signal<number | null>(null);
  protected readonly length = computed(() => clock(this.measuredMs() ?? this.recording().recordedMs));

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      const playback = this.playback();
      if (playback !== null) URL.revokeObjectURL(playback);
    });
  }

  ngOnInit(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    this.playback.set(URL.createObjectURL(await this.uploads.playback(this.recording().takeId)));
  }
}
