import { optionsOf } from './chart-options';

const palette = { ink: 'i', soft: 's', line: 'l', primary: 'p', attention: 'a', letters: 'Inter' };
const bar = { label: 'female, n = 9', value: 0.4, low: 0.2, high: 0.6 };

describe('how charts are drawn', () => {
  it('moves nothing, is read aloud as the sentence, and has patterns beside its colours', () => {
    const options = optionsOf({ kind: 'bars', bars: [bar], line: null }, palette, 'What was found.');
    expect(options).toMatchObject({
      animation: false,
      aria: { enabled: true, label: { description: 'What was found.' }, decal: { show: true } },
    });
    expect(JSON.stringify(options)).not.toContain('markLine');
  });

  it('names the line of a rule of thumb on the side where there is room', () => {
    const drawn = (at: number): string =>
      JSON.stringify(
        optionsOf({ kind: 'bars', bars: [bar], line: { at, name: 'rule of thumb' } }, palette, ''),
      );
    expect(drawn(0.72)).toContain('"formatter":"rule of thumb"');
    expect(drawn(0.72)).toContain('"align":"right"');
    expect(drawn(0.1)).toContain('"align":"left"');
  });

  it('marks what lies beyond its limits by shape, not by colour alone', () => {
    const points = [false, true].map((isBeyond) => ({
      label: 'W',
      value: 0.5,
      low: 0.4,
      high: 0.6,
      isBeyond,
    }));
    const drawn = JSON.stringify(optionsOf({ kind: 'trend', points, centre: 0.5 }, palette, ''));
    expect(drawn).toMatch(/"symbol":"circle".*"symbol":"triangle"/);
  });
});
