import { cookieOf, sessionCookieHeader } from './session-cookie';

describe('the session cookie', () => {
  test('is found among others', () => {
    expect(cookieOf('a=1; evenhand_session=x=y ; b=2', 'evenhand_session')).toBe('x=y');
    expect(cookieOf('xevenhand_session=1', 'evenhand_session')).toBeNull();
    expect(cookieOf('', 'evenhand_session')).toBeNull();
    expect(cookieOf(undefined, 'evenhand_session')).toBeNull();
  });

  test('is out of reach of scripts and other websites, and of plain http where there is https', () => {
    expect(sessionCookieHeader('s', true, 60)).toBe(
      'evenhand_session=s; Path=/api; HttpOnly; SameSite=Strict; Max-Age=60; Secure',
    );
    expect(sessionCookieHeader('', false, 0)).toBe(
      'evenhand_session=; Path=/api; HttpOnly; SameSite=Strict; Max-Age=0',
    );
  });
});
