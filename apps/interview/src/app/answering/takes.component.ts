import { Component, computed, inject, input, signal } from '@angular/core';
import type { PortalQuestion, TakeView } from '@evenhand/contracts';
import { NoteComponent } from '../frame/note.component';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { clock } from '../language/moment';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { CaptionsComponent } from './captions.component';
import { PlayableDirective } from './playable.directive';
import { hasFault, isFinished, shownTakes } from './standing';

/** The recordings the server has for a question: watch them, choose one, add captions to it. */
@Component({
  selector: 'eh-takes',
  imports: [CaptionsComponent, NoteComponent, PlayableDirective, SignComponent],
  templateUrl: './takes.component.html',
})
export class TakesComponent {
  private readonly client = inject(PortalClient);
  private readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().question);
  protected readonly isFinished = isFinished;
  readonly question = input.required<PortalQuestion>();

  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);
  protected readonly takes = computed(() => shownTakes(this.question()));
  protected readonly chosenId = computed(() => {
    const { answer } = this.question();
    return answer === null || answer.kind === 'text' ? null : answer.chosenTakeId;
  });
  protected readonly canChoose = computed(
    () => this.takes().filter(isFinished).length > 1 || this.chosenId() === null,
  );

  protected name(take: TakeView): string {
    const length = take.durationMs === null ? '' : ` (${clock(take.durationMs)})`;
    return `${this.words().take(take.number)}${length}`;
  }

  /** What the candidate should know about a take; null when all is well. */
  protected fault(take: TakeView): string | null {
    if (!hasFault(take)) return null;
    const { flags, freeTake, refused } = this.words();
    if (take.refusal !== null) {
      const known: Readonly<Record<string, string>> = this.say().trouble;
      return `${known[take.refusal.code] ?? refused} ${freeTake}`;
    }
    const sentences: Readonly<Record<string, string>> = flags;
    return take.flags.map((flag) => sentences[flag]).find((sentence) => sentence !== undefined) ?? null;
  }

  protected async choose(take: TakeView): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      this.portal.show(await this.client.chooseTake(this.question().id, take.id));
    } catch (error) {
      this.trouble.set(codeOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
