import type { Messages } from '../../messages/en';

export interface Language {
  /** BCP 47. */
  readonly code: string;
  /** Its name in itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Each language is a file of its own, so that nobody loads two. */
  readonly load: () => Promise<Messages>;
}

const english: Language = {
  code: 'en',
  name: 'English',
  direction: 'ltr',
  load: async () => (await import('../../messages/en')).en,
};

/** The languages of this app. The first one is spoken where none of a visitor's own is known. */
export const languages: readonly [Language, ...Language[]] = [
  english,
  {
    code: 'es',
    name: 'Español',
    direction: 'ltr',
    load: async () => (await import('../../messages/es')).es,
  },
];

/** The first language of a visitor's list that we speak; region and script do not matter. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const spoken = languages.find(({ code }) => tag.toLowerCase().split('-')[0] === code);
    if (spoken !== undefined) return spoken;
  }
  return languages[0];
}
