import { Directive, ElementRef, inject } from '@angular/core';

/**
 * Recordings of a browser do not know their length: a player shows none until it has once looked for the end.
 * https://issues.chromium.org/issues/40482588
 */
@Directive({
  selector: 'video[ehPlayable], audio[ehPlayable]',
  host: { '(loadedmetadata)': 'lookForTheEnd()' },
})
export class PlayableDirective {
  private readonly player = inject<ElementRef<HTMLMediaElement>>(ElementRef).nativeElement;

  protected lookForTheEnd(): void {
    if (Number.isFinite(this.player.duration)) return;
    this.player.addEventListener('durationchange', () => (this.player.currentTime = 0), { once: true });
    this.player.currentTime = Number.MAX_SAFE_INTEGER;
  }
}
