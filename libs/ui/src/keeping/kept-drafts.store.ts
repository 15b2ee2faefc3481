import { inject, Injectable, InjectionToken } from '@angular/core';

/** Where drafts are kept. Tests give another place. */
export const DRAFT_PLACE = new InjectionToken<Storage>('place of kept drafts', {
  providedIn: 'root',
  factory: () => localStorage,
});

const prefix = 'evenhand.kept.';

/**
 * Keeps in this browser what could not be sent yet: it survives a reload, a crash, a lost connection and the end of a
 * session. Whoever keeps something drops it once the server has it; signing out drops everything.
 */
@Injectable({ providedIn: 'root' })
export class KeptDraftsStore {
  private readonly place = inject(DRAFT_PLACE);

  /** False when the browser keeps nothing, for example in a private window without room. */
  keep(key: string, draft: unknown): boolean {
    try {
      this.place.setItem(prefix + key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  /** @param read gives null for what it does not know; that is dropped */
  recall<T>(key: string, read: (draft: unknown) => T | null): T | null {
    try {
      const text = this.place.getItem(prefix + key);
      const draft = text === null ? null : read(JSON.parse(text));
      if (draft === null) this.drop(key);
      return draft;
    } catch {
      return null;
    }
  }

  drop(key: string): void {
    this.attempt(() => this.place.removeItem(prefix + key));
  }

  dropAll(): void {
    this.attempt(() => {
      const keys = Array.from({ length: this.place.length }, (_, index) => this.place.key(index) ?? '');
      for (const key of keys) if (key.startsWith(prefix)) this.place.removeItem(key);
    });
  }

  /** A browser that forbids storing forbids removing too: then there is nothing to remove. */
  private attempt(work: () => void): void {
    try {
      work();
    } catch {
      return;
    }
  }
}
