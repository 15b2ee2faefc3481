import { computed, Injectable, signal } from '@angular/core';
import type { Messages } from '../../messages/en';
import { type Language, languageFor, languages } from './languages';

const CHOICE = 'evenhand-language';

/** The language spoken now and everything said in it. */
@Injectable({ providedIn: 'root' })
export class LanguageStore {
  private readonly spoken = signal<{ readonly language: Language; readonly messages: Messages } | null>(null);

  readonly all = languages;
  readonly code = computed(() => this.spoken()?.language.code ?? languages[0].code);
  /** How dates and numbers are written: as in the visitor's own region, where that speaks this language. */
  readonly locale = computed(() => {
    const code = this.code();
    return navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === code) ?? code;
  });
  /** The person's own zone, an IANA name. */
  readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** Everything the app says. Nothing is shown before {@link begin} has ended. */
  readonly messages = computed<Messages>(() => {
    const spoken = this.spoken();
    if (spoken === null) throw new Error('No language has been loaded.');
    return spoken.messages;
  });

  /** What an error code means for the candidate. */
  sentence(code: string): string {
    const sentences: Readonly<Record<string, string>> = this.messages().trouble;
    return sentences[code] ?? this.messages().trouble.otherwise;
  }

  /** Speaks the language chosen before, else the browser's. */
  async begin(): Promise<void> {
    const chosen = remembered();
    await this.speak(languageFor(chosen === null ? navigator.languages : [chosen]));
  }

  async choose(code: string): Promise<void> {
    remember(code);
    await this.speak(languageFor([code]));
  }

  private async speak(language: Language): Promise<void> {
    const messages = await language.load();
    document.documentElement.lang = language.code;
    document.documentElement.dir = language.direction;
    this.spoken.set({ language, messages });
  }
}

/** Browsers may refuse storage: then the choice lasts as long as the page. */
function remembered(): string | null {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
}

function remember(code: string): void {
  try {
    localStorage.setItem(CHOICE, code);
  } catch {
    return;
  }
}
