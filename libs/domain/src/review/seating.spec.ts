import fc from 'fast-check';
import { reviewersFor, type FreeReviewer } from './seating';

const free = fc
  .uniqueArray(fc.record({ reviewerId: fc.uuid(), load: fc.nat(5) }), {
    selector: ({ reviewerId }) => reviewerId,
    maxLength: 12,
  })
  .map((reviewers): FreeReviewer[] => reviewers);
const lots = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));

describe('seats of an interview', () => {
  it('go to distinct reviewers, none of whom has more to do than one who got none', () => {
    fc.assert(
      fc.property(free, fc.nat(4), lots, (reviewers, seats, stream) => {
        const chosen = reviewersFor(reviewers, seats, () => stream.next().value ?? 0);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen).toHaveLength(Math.min(seats, reviewers.length));
        const loads = (of: boolean) =>
          reviewers.filter(({ reviewerId }) => chosen.includes(reviewerId) === of).map(({ load }) => load);
        expect(Math.max(-1, ...loads(true))).toBeLessThanOrEqual(Math.min(99, ...loads(false)));
      }),
    );
  });

  it('go to each of equals about as often', () => {
    let state = 1;
    const fraction = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const equals = ['a', 'b', 'c'].map((reviewerId) => ({ reviewerId, load: 2 }));
    const won = new Map<string, number>();
    for (let draw = 0; draw < 3000; draw++) {
      const [first = ''] = reviewersFor(equals, 1, fraction);
      won.set(first, (won.get(first) ?? 0) + 1);
    }
    for (const times of won.values()) expect(Math.abs(times - 1000)).toBeLessThan(150);
  });
});
