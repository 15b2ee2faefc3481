import { Component, computed, inject, input, signal } from '@angular/core';
import type { Captions, PortalQuestion, PortalView } from '@evenhand/contracts';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { captionFormat } from './caption-format';

/** Captions a candidate brings along for a recording. */
@Component({
  selector: 'eh-captions',
  imports: [SignComponent],
  templateUrl: './captions.component.html',
})
export class CaptionsComponent {
  private readonly client = inject(PortalClient);
  private readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().captions);
  readonly question = input.required<PortalQuestion>();

  protected readonly sources = ['candidate', 'captioner'] as const;
  protected readonly source = signal<Captions['source']>('candidate');
  protected readonly fault = signal<string | null>(null);
  protected readonly busy = signal(false);
  private file: File | null = null;

  protected pick(event: Event): void {
    this.file = event.target instanceof HTMLInputElement ? (event.target.files?.[0] ?? null) : null;
    this.fault.set(null);
  }

  protected async add(): Promise<void> {
    if (this.file === null) return this.fault.set(this.words().choose);
    const text = await this.file.text();
    const format = captionFormat(text);
    if (format === null) return this.fault.set(this.words().wrong);
    await this.change(() =>
      this.client.putCaptions(this.question().id, { format, text, source: this.source() }),
    );
  }

  protected remove(): Promise<void> {
    return this.change(() => this.client.removeCaptions(this.question().id));
  }

  private async change(make: () => Promise<PortalView>): Promise<void> {
    this.busy.set(true);
    this.fault.set(null);
    try {
      this.portal.show(await make());
    } catch (error) {
      this.fault.set(this.language.sentence(codeOf(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
