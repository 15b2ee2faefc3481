import { Component, computed, inject, input } from '@angular/core';
import { LanguageStore } from '../language/language.store';
import { ComfortStore } from './comfort.store';

/** The candidate's own picture, mirrored as people know themselves, and the button that hides it. */
@Component({
  selector: 'eh-self-view',
  template: `
    <div class="eh-stage">
      @if (!hasPicture()) {
        <p class="eh-stage-words">{{ words().soundOnly }}</p>
      } @else if (comfort.hidesSelf()) {
        <p class="eh-stage-words">{{ words().selfHidden }}</p>
      } @else {
        <video
          class="eh-mirror"
          [srcObject]="stream()"
          [attr.aria-label]="words().selfView"
          autoplay
          muted
          [muted]="true"
          playsinline
        ></video>
      }
      <ng-content />
    </div>
    @if (hasPicture()) {
      <button class="eh-quiet" type="button" (click)="comfort.hidesSelf.set(!comfort.hidesSelf())">
        {{ comfort.hidesSelf() ? words().showSelf : words().hideSelf }}
      </button>
    }
  `,
})
export class SelfViewComponent {
  protected readonly comfort = inject(ComfortStore);
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().recorder);
  readonly stream = input.required<MediaStream | null>();
  protected readonly hasPicture = computed(() => (this.stream()?.getVideoTracks().length ?? 0) > 0);
}
