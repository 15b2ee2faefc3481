import { readChoice, rememberChoice, speeds } from './player-choices';

describe('how a person likes to listen', () => {
  beforeEach(() => localStorage.clear());

  it('begins at normal speed, with captions and with silences', () => {
    expect(readChoice('speed')).toBe(1);
    expect(readChoice('captions')).toBe(true);
    expect(readChoice('skip-silence')).toBe(false);
  });

  it('is remembered', () => {
    for (const speed of speeds) {
      rememberChoice('speed', speed);
      expect(readChoice('speed')).toBe(speed);
    }
    rememberChoice('captions', false);
    rememberChoice('skip-silence', true);
    expect([readChoice('captions'), readChoice('skip-silence')]).toEqual([false, true]);
  });

  it('falls back to normal speed when something else is stored', () => {
    localStorage.setItem('evenhand.review.speed', '17');
    expect(readChoice('speed')).toBe(1);
  });
});
