import { Component, computed, inject, signal, type OnDestroy, type OnInit } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ErasureCertificate, ErasureView } from '@evenhand/contracts';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { dayAndTime } from '../language/moment';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';

const LOOK_EVERY_MS = 2_000;
const counted = [
  'answers',
  'recordings',
  'transcripts',
  'summaries',
  'scorecards',
  'decisions',
  'letters',
] as const;

/** Having everything deleted, after a word about what that means, and the certificate of it. */
@Component({
  imports: [RouterLink, NoteComponent],
  templateUrl: './erasure.page.html',
})
export class ErasurePage implements OnInit, OnDestroy {
  private readonly client = inject(PortalClient);
  protected readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().erasure);
  protected readonly view = signal<ErasureView | null>(null);
  protected readonly certificate = signal<ErasureCertificate | null>(null);
  protected readonly understood = signal(false);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);
  protected readonly when = computed(() => {
    const at = this.view()?.completedAt;
    return at ? dayAndTime(this.language.locale(), at, this.language.timeZone) : '';
  });
  protected readonly counts = computed(() => {
    const removed = this.certificate()?.removed;
    return removed
      ? counted.map((key) => ({ key, name: this.words().counts[key], count: removed[key] }))
      : [];
  });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = false;

  ngOnInit(): void {
    void this.look();
  }

  ngOnDestroy(): void {
    this.left = true;
    clearTimeout(this.timer);
  }

  protected async erase(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      await this.client.erase();
      await this.portal.refresh();
      await this.look();
    } catch (error) {
      this.trouble.set(codeOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Saves the certificate as the file that it is. */
  protected save(): void {
    const text = JSON.stringify(this.certificate(), null, 2);
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = Object.assign(document.createElement('a'), {
      href: address,
      download: 'erasure-certificate.json',
    });
    link.click();
    URL.revokeObjectURL(address);
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const view = await this.client.erasure();
      if (view.state === 'done') this.certificate.set(await this.client.erasureCertificate());
      this.view.set(view);
      this.trouble.set(null);
    } catch (error) {
      this.trouble.set(codeOf(error));
    }
    const waits = this.view() === null || this.view()?.state === 'requested';
    if (waits && !this.left) this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS);
  }
}
