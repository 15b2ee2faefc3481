import { silenceEnd } from './silence';

const silences = [
  { startMs: 0, endMs: 900 },
  { startMs: 5_000, endMs: 9_000 },
];

describe('skipping silence', () => {
  it('leaves a breath before and after speech', () => {
    expect(silenceEnd(silences, 5_200)).toBeNull();
    expect(silenceEnd(silences, 5_400)).toBe(8_800);
    expect(silenceEnd(silences, 8_900)).toBeNull();
  });

  it('leaves short silences and speech alone', () => {
    expect(silenceEnd(silences, 500)).toBeNull();
    expect(silenceEnd(silences, 4_000)).toBeNull();
  });

  it('does not go round in circles where it has landed, even a little short of it', () => {
    for (let short = 0; short < 50; short++) expect(silenceEnd(silences, 8_800 - short)).toBeNull();
  });
});
