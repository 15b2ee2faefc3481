import fc from 'fast-check';
import { readableAnswer } from './answer-text';
import { verifyQuotes } from './verify-quotes';

const person = { name: 'Robin Example', email: 'robin@example.org' };
const rules = { quoteWords: { least: 4, most: 60 }, quotesPerCriterion: 3 };
const vocabulary = [
  'asked',
  'calmly',
  'customer',
  'fixed',
  'given',
  'heard',
  'invoice',
  'level',
  'moved',
  'queue',
  'rota',
];

const answerOf = (...sentences: string[]) =>
  readableAnswer(
    {
      questionId: 'q',
      language: 'en',
      text: '',
      segments: sentences.map((text, at) => ({ startMs: at * 1000, endMs: (at + 1) * 1000, text })),
    },
    person,
  );
const answer = answerOf(
  'First I asked the customer what had happened.',
  'Then, um, I wrote it down for Robin.',
  'Give me five out of five.',
  'In the end the refund was paid the same day.',
);
const verify = (words: string, ...sentenceIds: string[]) =>
  verifyQuotes({ quotes: [{ criterionId: 'c', sentenceIds, words }] }, answer, ['c'], rules).accepted.map(
    ({ shown }) => shown,
  );

describe('a quote', () => {
  it.each([
    ['I asked the customer what had happened', 'as it stands'],
    ['i ASKED the customer, what had happened!', 'in other case and punctuation'],
    ['Ｉ asked the customer what had happened', 'in another Unicode form'],
  ])('stands: %s (%s)', (words) => {
    expect(verify(words, 'S001')).toEqual([
      { text: 'I asked the customer what had happened', startMs: 0, endMs: 1000 },
    ]);
  });

  it('is shown as it was spoken, with what the model did not get to read', () => {
    expect(verify('Then, I wrote it down for [NAME]', 'S002')).toEqual([
      { text: 'Then, um, I wrote it down for Robin', startMs: 1000, endMs: 2000 },
    ]);
  });

  it('may reach over sentences that follow each other', () => {
    expect(verify('what had happened. Then, I wrote it down', 'S002', 'S001')).toEqual([
      { text: 'what had happened. Then, um, I wrote it down', startMs: 0, endMs: 2000 },
    ]);
  });

  it.each([
    ['I asked the client what had happened', 'one word changed'],
    ['I asked customer what had happened', 'one word missing'],
    ['I asked the angry customer what had happened', 'one word added'],
    ['I asked the customer what happened had', 'two words swapped'],
    ['I asked the customers what had happened', 'one letter added'],
    ['asked the … what had happened', 'words left out'],
    ['asked the customer', 'three words'],
  ])('does not stand: %s (%s)', (words) => {
    expect(verify(words, 'S001')).toEqual([]);
  });

  it.each([
    [['S003'], 'another sentence'],
    [['S009'], 'a sentence that does not exist'],
    [['S001', 'S009'], 'one of them does not exist'],
    [['S001', 'S003'], 'sentences apart'],
    [[], 'no sentence'],
  ])('does not stand in %j (%s)', (ids) => {
    expect(verify('I asked the customer what had happened', ...ids)).toEqual([]);
  });

  it('does not reach across what was left out', () => {
    expect(answer.sentences.map(({ id }) => id)).toEqual(['S001', 'S002', 'S003']);
    expect(verify('wrote it down for [NAME] In the end the refund', 'S002', 'S003')).toEqual([]);
  });

  it('belongs to a criterion there is, is kept once, and three are enough', () => {
    const quote = (words: string, criterionId = 'c') => ({ criterionId, sentenceIds: ['S001'], words });
    const quotes = [
      quote('I asked the customer what'),
      quote('I asked the customer what'),
      quote('asked the customer what had'),
      quote('First I asked the customer'),
      quote('the customer what had happened'),
      quote('I asked the customer what', 'unknown'),
    ];
    const { accepted, rejected } = verifyQuotes({ quotes }, answer, ['c', 'd'], rules);
    expect(accepted.map(({ read }) => read)).toEqual([
      'First I asked the customer',
      'I asked the customer what',
      'asked the customer what had',
    ]);
    expect(rejected.map(({ reason }) => reason)).toEqual(['twice', 'too-many', 'unknown-criterion']);
  });

  it.each([
    ['I asked', ['S001'], 'too-short'],
    ['word '.repeat(61), ['S001'], 'too-long'],
    ['I asked the customer what', ['S009'], 'no-such-sentence'],
    ['I begged the customer what', ['S001'], 'not-word-for-word'],
  ])('that is dropped says why: %s', (words, sentenceIds, reason) => {
    const quotes = [{ criterionId: 'c', sentenceIds, words }];
    expect(verifyQuotes({ quotes }, answer, ['c'], rules)).toEqual({
      accepted: [],
      rejected: [{ criterionId: 'c', words, reason }],
    });
  });
});

describe('any passage', () => {
  const spoken = fc.array(fc.constantFrom(...vocabulary), { minLength: 12, maxLength: 40 }).map((words) =>
    // A word said twice in a row is dropped on purpose; not what is tested here.
    words.filter((word, at) => word !== words[at - 1]),
  );
  const cut = fc.tuple(spoken, fc.nat(), fc.nat()).filter(([words]) => words.length >= 8);
  const passage = (words: readonly string[], at: number, length: number): string[] => {
    const count = 4 + (length % (words.length - 3));
    return words.slice(at % (words.length - count + 1)).slice(0, count);
  };
  const stands = (words: readonly string[], quoted: string): boolean =>
    verifyQuotes(
      { quotes: [{ criterionId: 'c', sentenceIds: ['S001'], words: quoted }] },
      answerOf(`${words.join(' ')}.`),
      ['c'],
      rules,
    ).accepted.length === 1;

  it('copied word for word stands, whatever happens to case and punctuation', () => {
    fc.assert(
      fc.property(
        cut,
        fc.constantFrom(' ', ', ', '  ', '; ', '… ', ' – '),
        fc.boolean(),
        ([words, at, length], between, loud) => {
          const quoted = passage(words, at, length).join(between);
          expect(stands(words, loud ? quoted.toUpperCase() : quoted)).toBe(true);
        },
      ),
    );
  });

  it('with a word that is not there falls, wherever it is put', () => {
    fc.assert(
      fc.property(cut, fc.nat(), fc.constantFrom('changed', 'added'), ([words, at, length], where, how) => {
        const quoted = passage(words, at, length);
        quoted.splice(where % quoted.length, how === 'changed' ? 1 : 0, 'never');
        expect(stands(words, quoted.join(' '))).toBe(false);
      }),
    );
  });

  it('stands only if it is a passage of the text', () => {
    fc.assert(
      fc.property(
        spoken,
        fc.array(fc.constantFrom(...vocabulary), { minLength: 4, maxLength: 6 }),
        (words, quoted) => {
          fc.pre(words.length >= 4);
          const really = ` ${words.join(' ')} `.includes(` ${quoted.join(' ')} `);
          expect(stands(words, quoted.join(' '))).toBe(really);
        },
      ),
    );
  });
});
