import { computed, Injectable, signal } from '@angular/core';
import type { Messages } from '../../messages/en';
import { type Language, languageFor, languages } from './languages';

const CHOICE = 'evenhand-language';

/** The language spoken now and everything said in it. */
@Injectable({ providedIn: 'root' })
export class LanguageStore {
  private readonly language = signal<Language>(languageFor(wanted()));
  private readonly loaded = signal<Messages | null>(null);

  readonly all = languages;
  readonly code = computed(() => this.language().code);
  /** How dates and numbers are written: as in the visitor's own region, where that speaks this language. */
  readonly locale = computed(() => {
    const code = this.code();
    return navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === code) ?? code;
  });
  /** The person's own zone, an IANA name. */
  readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** Everything the app says. Nothing is shown before {@link begin} has ended. */
  readonly messages = computed<Messages>(() => {
    const messages = this.loaded();
    if (messages === null) throw new Error('No language has been loaded.');
    return messages;
  });

  /** What an error code means for the candidate. */
  sentence(code: string): string {
    const sentences: Readonly<Record<string, string>> = this.messages().trouble;
    return sentences[code] ?? this.messages().trouble.otherwise;
  }

  /** Loads what is said in the language chosen before, else in the browser's. */
  async begin(): Promise<void> {
    await this.speak(this.language());
  }

  async choose(code: string): Promise<void> {
    remember(code);
    await this.speak(languageFor([code]));
  }

  private async speak(language: Language): Promise<void> {
    const messages = await language.load();
    document.documentElement.lang = language.code;
    document.documentElement.dir = language.direction;
    this.language.set(language);
    this.loaded.set(messages);
  }
}

/** What was chosen here before, else what the browser asks for. */
function wanted(): readonly string[] {
  const chosen = remembered();
  return chosen === null ? navigator.languages : [chosen];
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
