import { Component, computed, inject, input, output } from '@angular/core';
import { FocusedDirective } from '../frame/focused.directive';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import type { RecordedKind } from '../recorder/recording-format';
import { PlayableDirective } from './playable.directive';

/** The finished recording: watch it, keep it, or record again. */
@Component({
  selector: 'eh-take-review',
  imports: [FocusedDirective, NoteComponent, PlayableDirective],
  template: `
    <h2 ehFocused>{{ words().listen }}</h2>
    @if (remark(); as remark) {
      <eh-note sign="note">{{ remark }}</eh-note>
    }
    @if (kind() === 'video') {
      <video
        class="eh-player"
        [src]="playback()"
        [attr.aria-label]="words().listen"
        controls
        playsinline
        ehPlayable
      ></video>
    } @else {
      <audio
        class="eh-player"
        [src]="playback()"
        [attr.aria-label]="words().listen"
        controls
        ehPlayable
      ></audio>
    }
    <p class="eh-soft">{{ left() }}</p>
    <div class="eh-actions">
      <button class="eh-button eh-main" type="button" (click)="keep.emit()">{{ keepLabel() }}</button>
      @if (retakes() !== 0) {
        <button class="eh-button" type="button" (click)="again.emit()">{{ againLabel() }}</button>
      }
    </div>
  `,
})
export class TakeReviewComponent {
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().recorder);
  readonly kind = input.required<RecordedKind>();
  readonly playback = input.required<string | null>();
  /** How often the candidate may record again; null for as often as they like. */
  readonly retakes = input.required<number | null>();
  readonly remark = input<string | null>(null);
  readonly keepLabel = input.required<string>();
  readonly againLabel = input.required<string>();
  readonly keep = output();
  readonly again = output();

  protected readonly left = computed(() => {
    const retakes = this.retakes();
    if (retakes === null) return this.say().practice.nothingSent;
    return retakes === 0 ? this.words().againNone : this.words().againLeft(retakes);
  });
}
