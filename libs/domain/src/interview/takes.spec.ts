import fc from 'fast-check';
import { takesLeft, type CountedTake } from './takes';

const take = (status: CountedTake['status'], counted = true): CountedTake => ({ status, counted });

describe('takesLeft', () => {
  it('allows the first take and the retakes', () => {
    expect(takesLeft(2, [])).toBe(3);
    expect(takesLeft(2, [take('prepared'), take('discarded')])).toBe(1);
    expect(takesLeft(0, [take('stored')])).toBe(0);
  });

  it('uses nothing up for refused, unfinished and server-granted takes', () => {
    expect(takesLeft(0, [take('refused'), take('open'), take('discarded', false)])).toBe(1);
  });

  it('is never negative and never grows with another take', () => {
    const status = fc.constantFrom<CountedTake['status'][]>(
      'open',
      'stored',
      'prepared',
      'refused',
      'discarded',
    );
    const one = fc.record({ status, counted: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(10), fc.array(one), one, (retakes, takes, another) => {
        const left = takesLeft(retakes, takes);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(takesLeft(retakes, [...takes, another])).toBeLessThanOrEqual(left);
      }),
    );
  });
});
