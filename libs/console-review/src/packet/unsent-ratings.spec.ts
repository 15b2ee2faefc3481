import type { ScorecardRating } from '@evenhand/contracts';
import { byKey, keyOf, readKept, stillUnsent } from './unsent-ratings';

const rating = (criterionId: string, point: ScorecardRating['rating']): ScorecardRating => ({
  questionId: 'q',
  criterionId,
  rating: point,
});

describe('unsent ratings', () => {
  it('are those that did not arrive, or were changed while they were on their way', () => {
    const sent = byKey([rating('a', 1), rating('b', 2)]);
    const now = new Map(sent).set(keyOf(rating('b', 3)), rating('b', 3)).set('q/c', rating('c', 4));
    expect([...stillUnsent(now, sent).values()]).toEqual([rating('b', 3), rating('c', 4)]);
    expect(stillUnsent(sent, sent).size).toBe(0);
  });

  it('are read back from the browser, and nothing else is', () => {
    expect(readKept({ ratings: [rating('a', null)] })?.get('q/a')).toEqual(rating('a', null));
    for (const other of [null, 'text', {}, { ratings: [] }, { ratings: [{ ...rating('a', 1), rating: 9 }] }])
      expect(readKept(other)).toBeNull();
  });
});
