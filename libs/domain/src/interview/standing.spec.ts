import fc from 'fast-check';
import { afterEvent, type InterviewEvent, type InterviewStatus } from './interview.machine';
import { graceMs, standingOf } from './standing';
import { takesLeft, takesToStart, type CountedTake } from './takes';

const statuses: InterviewStatus[] = ['invited', 'in_progress', 'submitted', 'withdrawn'];
const events: InterviewEvent[] = ['start', 'submit', 'withdraw'];

describe('standingOf', () => {
  it('is open until the grace after the deadline is over', () => {
    expect(standingOf('invited', 1000, 1000 + graceMs)).toBe('invited');
    expect(standingOf('in_progress', 1000, 1000 + graceMs)).toBe('in-progress');
    expect(standingOf('in_progress', 1000, 1001 + graceMs)).toBe('expired');
  });

  it('keeps what is over for good, whatever the time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<InterviewStatus[]>('submitted', 'withdrawn'),
        fc.nat(),
        fc.nat(),
        (status, deadline, now) => {
          expect(standingOf(status, deadline, now)).toBe(status);
        },
      ),
    );
  });
});

describe('an interview', () => {
  const runOf = (list: InterviewEvent[]): InterviewStatus =>
    list.reduce<InterviewStatus>((status, event) => afterEvent(status, event) ?? status, 'invited');

  it('changes nothing when an event is repeated', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), fc.constantFrom(...events), (list, event) => {
        expect(runOf([...list, event, event])).toBe(runOf([...list, event]));
      }),
    );
  });

  it('never leaves withdrawn, and leaves submitted only by withdrawing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.constantFrom(...events), (status, event) => {
        const after = afterEvent(status, event) ?? status;
        if (status === 'withdrawn') expect(after).toBe('withdrawn');
        if (status === 'submitted') expect(after).toBe(event === 'withdraw' ? 'withdrawn' : 'submitted');
      }),
    );
  });
});

/** Two tabs, a bad line and a strict rule: whatever happens in which order, no more takes count than are allowed. */
describe('takes of a question', () => {
  type Step = 'start' | 'finish' | 'lose' | 'refuse' | 'silence' | 'discard';
  const steps: Step[] = ['start', 'finish', 'lose', 'refuse', 'silence', 'discard'];
  const change = (takes: CountedTake[], from: CountedTake['status'], to: CountedTake): CountedTake[] => {
    const index = takes.findIndex((take) => take.status === from);
    return index < 0 ? takes : takes.map((take, at) => (at === index ? to : take));
  };
  const after = (retakes: number, takes: CountedTake[], step: Step): CountedTake[] => {
    switch (step) {
      case 'start':
        return takesToStart(retakes, takes) > 0 ? [...takes, { status: 'open', counted: true }] : takes;
      case 'finish':
        return change(takes, 'open', { status: 'stored', counted: true });
      case 'lose':
        return change(takes, 'open', { status: 'discarded', counted: false });
      case 'refuse':
        return change(takes, 'stored', { status: 'refused', counted: true });
      case 'silence':
        return change(takes, 'stored', { status: 'prepared', counted: true, flags: ['silent'] });
      case 'discard':
        return change(takes, 'stored', { status: 'discarded', counted: true });
    }
  };

  it('never go over the limit, and never run out while every one of them failed', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.array(fc.constantFrom(...steps), { maxLength: 60 }), (retakes, list) => {
        const takes = list.reduce<CountedTake[]>((sofar, step) => after(retakes, sofar, step), []);
        const good = takes.filter(
          (take) => take.counted && ['stored', 'prepared', 'discarded'].includes(take.status) && !take.flags,
        ).length;
        const open = takes.filter((take) => take.status === 'open').length;
        expect(good + open).toBeLessThanOrEqual(1 + retakes);
        expect(takesLeft(retakes, takes)).toBe(1 + retakes - good);
        if (good + open === 0) expect(takesToStart(retakes, takes)).toBe(1 + retakes);
      }),
    );
  });
});
