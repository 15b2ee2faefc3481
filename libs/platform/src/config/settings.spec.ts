import { need, readSettings } from './settings.config';

describe('settings', () => {
  test('name every mistake in one go and never print a value', () => {
    const wrong = () => readSettings({ PORT: 'secret-1', PUBLIC_URL: 'secret-2', LOG_LEVEL: 'secret-3' });
    expect(wrong).toThrow(/PORT[\s\S]*PUBLIC_URL[\s\S]*LOG_LEVEL|LOG_LEVEL[\s\S]*PORT/);
    expect(wrong).not.toThrow(/secret-/);
  });

  test('that are empty count as not set', () => {
    expect(readSettings({ SMTP_URL: '', PORT: '' })).toMatchObject({ PORT: 3300 });
    expect(readSettings({ SMTP_URL: '' }).SMTP_URL).toBeUndefined();
  });

  test('a program cannot do without are asked for by name', () => {
    expect(() => need(readSettings({}), 'MEDIA_URL_SECRET')).toThrow('MEDIA_URL_SECRET');
  });
});
