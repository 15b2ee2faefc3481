import { plainComplaint } from './plain-complaint';

describe('plainComplaint', () => {
  it('keeps what the tool says about the file', () => {
    expect(
      plainComplaint([
        '[matroska,webm @ 0x5572bc5de480] File ended prematurely at pos. 90 (0x5a)',
        '[opus @ 0x55f30d2a3480] Error parsing Opus packet header.',
      ]),
    ).toBe(
      '[matroska,webm] File ended prematurely at pos. 90 (0x5a) | [opus] Error parsing Opus packet header.',
    );
  });

  it.each([
    ['file:/srv/uploads/ada-lovelace.webm: Invalid data found', /ada|srv/],
    ["[mov @ 0x1] Metadata 'Zoë Núñez, Calle Mayor 3'", /Zo|Mayor/],
    ["[mov @ 0x1] Unfinished 'Zoë Núñez", /Zo/],
    ['    artist          : Ada Lovelace', /Ada/],
    ['[x @ 0x1] written by ada@example.org in C:\\Users\\ada', /ada/],
    ['[x @ 0x1] Вера Холодная', /Вера/],
    ['frame=  10 fps=0.0 q=-1.0 Lsize= 4kB', /fps/],
  ])('leaves out what may come from a person: %s', (line, secret) => {
    expect(plainComplaint([line])).not.toMatch(secret);
  });

  it('says a thing once, and little in all', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `[x @ 0x${at}] ${'a'.repeat(500)}${at % 9}`);
    expect(plainComplaint([...lines, ...lines]).length).toBeLessThan(900);
    expect(plainComplaint(['[x @ 0x1] same', '[x @ 0x2] same'])).toBe('[x] same');
  });
});
