import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { PortalView } from '@evenhand/contracts';
import { ConnectionStore } from '../frame/connection.store';
import { codeOf, RefusedError } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { type Draft, draftOf } from './draft';

/** Milliseconds after the last key until the text is saved. */
const REST = 1000;
/** Milliseconds until a save that found no server is tried again. */
const RETRY = 4000;

export type SaveState = 'untouched' | 'saving' | 'saved' | 'waiting' | 'refused';

/** Saves a text while it is written: at once on this device, soon after on the server. One for each text. */
@Injectable()
export class AutosaveStore {
  private readonly portal = inject(PortalStore);
  private readonly connection = inject(ConnectionStore);
  private readonly current = signal('');
  private readonly stands = signal<SaveState>('untouched');
  private readonly time = signal<Date | null>(null);
  private draft: Draft | null = null;
  private save: (text: string) => Promise<PortalView> = () => Promise.reject(new Error('Nowhere to save.'));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> = Promise.resolve();
  private gone = false;

  readonly text = this.current.asReadonly();
  readonly state = this.stands.asReadonly();
  readonly savedAt = this.time.asReadonly();
  /** Why the server refused the text; null otherwise. */
  readonly code = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.gone = true;
      void this.flush();
    });
  }

  /** Starts with what the server has, or with what this device kept because the server could not be reached. */
  begin(part: string, saved: string, save: (text: string) => Promise<PortalView>): void {
    this.draft = draftOf(this.portal.interview().interviewId, part);
    this.save = save;
    const kept = this.draft.read();
    this.current.set(kept ?? saved);
    if (kept !== null && kept !== saved) void this.later(0);
  }

  write(text: string): void {
    this.current.set(text);
    this.draft?.write(text);
    this.stands.set('saving');
    this.later(REST);
  }

  /** Saves now. @returns whether the server has the text */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.stands() === 'saving' || this.stands() === 'waiting')
      this.saving = this.saving.then(() => this.send());
    await this.saving;
    return this.stands() === 'saved' || this.stands() === 'untouched';
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.stands.set('saving');
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private async send(): Promise<void> {
    const text = this.current();
    try {
      this.portal.show(await this.save(text));
      if (this.current() !== text) return;
      this.draft?.forget();
      this.time.set(new Date());
      this.code.set(null);
      this.stands.set('saved');
    } catch (error) {
      if (error instanceof RefusedError && !error.retryable) {
        this.code.set(codeOf(error));
        this.stands.set('refused');
        return;
      }
      this.stands.set('waiting');
      void this.connection.pause(RETRY).then(() => this.gone || this.flush());
    }
  }
}
