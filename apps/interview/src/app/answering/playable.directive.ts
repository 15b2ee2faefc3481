import { Directive, ElementRef, inject, output } from '@angular/core';

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

  /** Its length in milliseconds, once it is known. */
  readonly measured = output<number>();

  protected lookForTheEnd(): void {
    const { player } = this;
    const measured = () => this.measured.emit(player.duration * 1000);
    if (Number.isFinite(player.duration)) return measured();
    const found = () => {
      player.currentTime = 0;
      measured();
    };
    player.addEventListener('durationchange', found, { once: true });
    player.currentTime = Number.MAX_SAFE_INTEGER;
  }
}
