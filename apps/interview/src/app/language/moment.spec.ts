import { en } from '../../messages/en';
import { languageFor } from './languages';
import { clock, dayAndTime, inWords } from './moment';

it.each([
  [0, '0:00'],
  [107_000, '1:47'],
  [59_999, '0:59'],
  [3_661_000, '1:01:01'],
  [-5, '0:00'],
])('%d ms is %s on a clock', (milliseconds, shown) => {
  expect(clock(milliseconds)).toBe(shown);
});

it.each([
  [30, '30 seconds'],
  [60, '1 minute'],
  [90, '90 seconds'],
  [120, '2 minutes'],
  [150, '3 minutes'],
])('%d seconds are "%s"', (seconds, words) => {
  expect(inWords(en.frame, seconds)).toBe(words);
});

it('writes a deadline in the zone of the person and names the zone', () => {
  const deadline = '2026-11-27T17:00:00.000Z';
  expect(dayAndTime('en-GB', deadline, 'Europe/Madrid')).toMatch(
    /Friday.*27 November 2026.*18:00.*Central European/,
  );
  expect(dayAndTime('en-US', deadline, 'America/New_York')).toMatch(/12:00 PM Eastern Standard Time/);
  expect(dayAndTime('es', deadline, 'Europe/Madrid')).toMatch(/viernes, 27 de noviembre.*18:00/);
});

it('speaks the first language of a visitor it knows', () => {
  expect(languageFor(['fr-FR', 'es-MX', 'en']).code).toBe('es');
  expect(languageFor(['fr-FR']).code).toBe('en');
  expect(languageFor([]).code).toBe('en');
});
