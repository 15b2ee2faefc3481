import { en } from '../../messages/en';
import { es } from '../../messages/es';
import { amountInWords, inPlainWords, pauseInWords } from './adjustment-words';
import { faultOf, nothingChosen, offers, wishesOf, type WishForm } from './wishes';

const form = (change: Partial<WishForm>): WishForm => ({ ...nothingChosen, ...change });

describe('the form', () => {
  it('says what is missing', () => {
    expect(faultOf(nothingChosen)).toBe('nothing');
    expect(faultOf(form({ chosen: ['answer-kinds'] }))).toBe('kindMissing');
    expect(faultOf(form({ chosen: ['other'], other: '  ' }))).toBe('otherMissing');
    expect(faultOf(form({ chosen: ['pauses'] }))).toBeNull();
  });

  it('stands for what was chosen, the smallest amount where none was', () => {
    const chosen = form({
      chosen: ['answer-time', 'pauses', 'answer-kinds', 'other', 'human-only'],
      amounts: { 'answer-time': 3 },
      kinds: ['text', 'sign-language'],
      track: 'interpreter',
      other: ' A quiet room ',
    });
    expect(wishesOf(chosen)).toEqual([
      { dial: 'answer-time', unlimited: true },
      { dial: 'pauses', seconds: 3600 },
      { dial: 'answer-kinds', kinds: ['text', 'sign-language'], track: 'interpreter' },
      { dial: 'other', text: 'A quiet room' },
      { dial: 'human-only' },
    ]);
    expect(wishesOf(form({ chosen: ['answer-kinds'], kinds: ['text'], track: 'captioner' }))).toEqual([
      { dial: 'answer-kinds', kinds: ['text'] },
    ]);
  });
});

describe('words', () => {
  it.each([en, es])('name every amount that is offered, each in its own', (say) => {
    for (const { amounts } of offers) {
      const words = amounts.map((amount) => inPlainWords(say, amount));
      expect(new Set(words).size).toBe(amounts.length);
      for (const text of words) expect(text).not.toMatch(/undefined|NaN|object/);
    }
  });

  it('use the largest unit in which a length is whole', () => {
    expect(amountInWords(en, { dial: 'deadline', plusSeconds: 172_800 })).toBe('2 days longer');
    expect(amountInWords(en, { dial: 'deadline', plusSeconds: 90_000 })).toBe('25 hours longer');
    expect(amountInWords(en, { dial: 'preparation', plusSeconds: 90 })).toBe('2 minutes longer');
    expect(pauseInWords(en, 7199)).toBe('119 minutes');
    expect(pauseInWords(en, 7200)).toBe('2 hours');
  });
});
