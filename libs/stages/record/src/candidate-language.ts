/** A BCP 47 name in its usual spelling; English for what is none. */
export function languageOf(name: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(name ?? 'en')[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** An IANA time zone that this program knows; null for anything else. */
export function timeZoneOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
