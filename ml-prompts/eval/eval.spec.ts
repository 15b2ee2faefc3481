import { attacks, goldenCases, pairs, placements } from './eval-parts.ts';

describe('what prompts are evaluated with', () => {
  it('is enough of it, in several languages and places, and nothing twice', () => {
    expect(goldenCases.length).toBeGreaterThanOrEqual(30);
    expect(attacks.length).toBeGreaterThanOrEqual(150);
    expect(new Set(attacks.map(({ language }) => language)).size).toBeGreaterThanOrEqual(8);
    expect(Object.keys(placements)).toHaveLength(5);
    expect(new Set(goldenCases.map(({ id }) => id)).size).toBe(goldenCases.length);
    expect(new Set(attacks.map(({ text }) => text)).size).toBe(attacks.length);
    expect(new Set(pairs.map(({ kind }) => kind))).toEqual(
      new Set([
        'name',
        'contact',
        'disfluency',
        'repetition',
        'dialect',
        'hedging',
        'verbosity',
        'pronoun',
        'age',
      ]),
    );
  });

  it.each(goldenCases.map((golden) => [golden.id, golden] as const))(
    '%s states an outcome that can be missed',
    (_, { expect: wanted, authored }) => {
      expect((wanted.score === undefined) !== (wanted.abstention === undefined)).toBe(true);
      expect(authored.levels).toHaveLength(3);
    },
  );
});
