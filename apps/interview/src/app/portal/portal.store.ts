import { computed, inject, Injectable, signal } from '@angular/core';
import type { PortalView } from '@evenhand/contracts';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from './portal.client';
import { codeOf } from './portal.errors';

/** The interview of this link, as the server last told it. */
@Injectable({ providedIn: 'root' })
export class PortalStore {
  private readonly client = inject(PortalClient);
  private readonly language = inject(LanguageStore);
  private readonly told = signal<PortalView | null>(null);
  private readonly code = signal<string | null>(null);
  private readonly secret = signal('');
  private ahead: { readonly secret: string; readonly opened: Promise<void> } | null = null;

  /** The interview; null before it was loaded and where the link is no good. */
  readonly view = this.told.asReadonly();
  /** Why the interview could not be opened; null when it could. */
  readonly trouble = this.code.asReadonly();
  /** The first part of every address of this interview. */
  readonly home = computed(() => `/i/${this.secret()}`);

  /** The interview, for screens that are shown only after it was loaded. */
  readonly interview = computed<PortalView>(() => {
    const view = this.told();
    if (view === null) throw new Error('No interview has been loaded.');
    return view;
  });

  /** Loads the interview of a personal link. Never throws: {@link trouble} says what is wrong. */
  open(secret: string): Promise<void> {
    const ahead = this.ahead;
    this.ahead = null;
    return ahead?.secret === secret ? ahead.opened : this.load(secret);
  }

  /** Starts {@link open} before the screens are there: on a slow line every round trip counts. */
  openAhead(path: string): void {
    const [, secret] = /\/i\/([^/?#]+)/.exec(path) ?? [];
    if (secret !== undefined) this.ahead = { secret, opened: this.load(secret) };
  }

  private async load(secret: string): Promise<void> {
    this.client.secret = secret;
    this.secret.set(secret);
    this.told.set(null);
    try {
      this.told.set(await this.client.view(this.language.code()));
      this.code.set(null);
    } catch (error) {
      this.code.set(codeOf(error));
    }
  }

  show(view: PortalView): void {
    this.told.set(view);
  }

  /** Asks the server again. A line that is down leaves everything as it is. */
  async refresh(): Promise<void> {
    const view = await this.client.view(this.language.code()).catch(() => null);
    if (view !== null) this.told.set(view);
  }
}
