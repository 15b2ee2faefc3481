/** How moments and lengths are written. Times are shown in the person's own zone, and the zone is named. */

/** Day, time and zone: "Friday 27 November 2026 at 18:00 Central European Standard Time". */
export function dayAndTime(language: string, moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'long',
    timeZone,
  }).format(new Date(moment));
}

/** "27 November 2026" with its weekday. */
export function day(language: string, moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  }).format(new Date(moment));
}

/** Hours and minutes of a moment. */
export function timeOfDay(language: string, moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone }).format(moment);
}

/** A length as on a clock: 107 s is 1:47. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

interface LengthWords {
  readonly minutes: (count: number) => string;
  readonly seconds: (count: number) => string;
}

/** A length in words: seconds below two minutes, unless it is exactly one. */
export function inWords(words: LengthWords, seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120 && whole % 60 !== 0) return words.seconds(whole);
  return words.minutes(Math.max(1, Math.round(whole / 60)));
}
