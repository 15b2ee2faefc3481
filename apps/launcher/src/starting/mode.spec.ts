import { chooseMode } from './mode.ts';

describe('chooseMode', () => {
  it('begins with the demo', () => {
    expect(chooseMode([], undefined, undefined)).toBe('demo');
  });

  it('goes on as the installation was begun', () => {
    expect(chooseMode([], undefined, 'empty')).toBe('empty');
  });

  it('listens to the command line first, then to the environment', () => {
    expect(chooseMode(['--empty'], 'operator', 'demo')).toBe('empty');
    expect(chooseMode([], 'operator', 'demo')).toBe('operator');
  });

  it('says what it does not understand', () => {
    expect(() => chooseMode(['--emty'], undefined, undefined)).toThrow('"--emty" is not understood');
    expect(() => chooseMode([], 'production', undefined)).toThrow('EVENHAND_MODE is "production"');
  });
});
