import { SeededChance } from '@evenhand/domain/testing';
import fc from 'fast-check';
import { agree } from './agree';
import { passagesOf } from './passages';
import { shuffled } from './shuffled';
import { statementOf } from './statement';

describe('samples', () => {
  it.each([
    [[3, 3, 3], 3],
    [[3, 4, 4], 4],
    [[5, 4, 5], 5],
    [[2], 2],
    [[3, 3, null], 3],
    [[3, 3, undefined], 3],
    [[2, 3, 3, 3, 2], 3],
  ] as const)('%j give %i', (levels, score) => {
    expect(agree(levels)).toEqual({ score, abstention: null });
  });

  it.each([
    [[3, 5, 5], 'samples-disagree'],
    [[1, 3, 3], 'samples-disagree'],
    [[3, 4, null], 'samples-disagree'],
    [[3, 4, undefined], 'samples-disagree'],
    [[3, 3, 4, 4], 'samples-disagree'],
    [[4, undefined, undefined], 'samples-disagree'],
    [[null, null, 3], 'insufficient-evidence'],
    [[null, null, null], 'insufficient-evidence'],
    [[null], 'insufficient-evidence'],
    [[3, null, undefined], 'insufficient-evidence'],
  ] as const)('%j abstain: %s', (levels, abstention) => {
    expect(agree(levels)).toEqual({ score: null, abstention });
  });

  it('never give a level nobody gave, nor one that depends on their order', () => {
    const level = fc.constantFrom(1, 2, 3, 4, 5, null, undefined);
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 9 }), (levels) => {
        const agreed = agree(levels);
        expect(agree(levels.toReversed())).toEqual(agreed);
        if (agreed.score === null) return;
        const given = levels.filter((one) => typeof one === 'number');
        expect(given).toContain(agreed.score);
        expect(Math.max(...given) - Math.min(...given)).toBeLessThan(2);
      }),
    );
  });
});

describe('a statement', () => {
  const quotes = new Map([
    ['Q1', 'I stayed calm and asked what had happened'],
    ['Q2', 'we run a family business'],
  ]);
  const rules = { sentences: 2, sentenceLetters: 80 };
  const of = (...evidence: [sentence: string, ...quoteIds: string[]][]) =>
    statementOf(
      { evidence: evidence.map(([sentence, ...quoteIds]) => ({ sentence, quoteIds })), level: 3 },
      quotes,
      rules,
    );

  it('keeps sentences that name their quotes', () => {
    expect(of(['Asks for the facts  first.', 'Q1'], ['Names the business.', 'Q2'])).toBe(
      'Asks for the facts first. Names the business.',
    );
  });

  const cutSentences: [evidence: [string, ...string[]], why: string][] = [
    [['Asks first.'], 'no quote'],
    [['Asks first.', 'Q9'], 'a quote that does not exist'],
    [['Asks first.', 'Q1', 'Q9'], 'one quote that does not exist'],
    [['Sounds confident.', 'Q1'], 'how it sounds'],
    [['Speaks with an accent.', 'Q1'], 'an accent'],
    [['Seems young for the role.', 'Q1'], 'age'],
    [['Values family.', 'Q1'], 'family, when the quote says nothing of it'],
    [[`${'x'.repeat(81)}`, 'Q1'], 'too long'],
    [['  ', 'Q1'], 'nothing at all'],
  ];
  it.each(cutSentences)('cuts %j: %s', (evidence) => {
    expect(of(evidence)).toBe('');
  });

  it('may repeat what the quote itself says', () => {
    expect(of(['Says they stayed calm.', 'Q1'])).toBe('Says they stayed calm.');
    expect(of(['Speaks of a family business.', 'Q2'])).toBe('Speaks of a family business.');
  });

  it('ends after two sentences', () => {
    expect(of(['One.', 'Q1'], ['Two.', 'Q1'], ['Three.', 'Q1'])).toBe('One. Two.');
  });
});

describe('an order drawn by chance', () => {
  it('keeps everything, and draws every order about as often', () => {
    const chance = new SeededChance(7);
    const seen = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = shuffled(['a', 'b', 'c'], chance).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(150);
  });
});

describe('passages found by words', () => {
  const anchors = [
    '',
    '',
    'Explains in plain words',
    'Checks that the other understood',
    'Adapts to the listener',
  ] as const;
  const criterion = {
    id: 'explaining',
    name: 'Explaining',
    jobRelatedness: 'Customers need to understand invoices.',
    anchors: [...anchors] as [string, string, string, string, string],
  };
  const question = {
    id: 'q',
    text: 'Tell us about a difficult customer.',
    kinds: ['video' as const],
    preparationSeconds: null,
    answerSeconds: 120,
    retakes: 0,
    criteria: [criterion],
  };
  const answer = (text: string) => ({ questionId: 'q', language: 'en', text, segments: [] });
  const quotes = (text: string) => passagesOf(question, answer(text))[0]?.quotes.map((quote) => quote.text);

  it('are whole sentences in the order they were said, without a score', () => {
    const found = passagesOf(
      question,
      answer(
        'It was raining. I explained the invoice twice. Then I left. I checked that the customer understood. Bye.',
      ),
    );
    expect(found).toEqual([
      {
        questionId: 'q',
        criterionId: 'explaining',
        score: null,
        abstention: null,
        statement: '',
        quotes: [
          { text: 'I explained the invoice twice.', startMs: null, endMs: null },
          { text: 'I checked that the customer understood.', startMs: null, endMs: null },
        ],
      },
    ]);
  });

  it('are at most three', () => {
    expect(quotes('I explain a. I explain b. I explain c. I explain d. I explain e.')).toHaveLength(3);
  });

  it('are none where nothing is mentioned, and none without an answer', () => {
    expect(quotes('It was raining. The bus was late.')).toEqual([]);
    expect(passagesOf(question, undefined)[0]?.quotes).toEqual([]);
  });
});
