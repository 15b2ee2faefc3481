import fc from 'fast-check';
import { afterEvent, type InterviewEvent, type InterviewStatus } from './interview.machine';

describe('interview machine', () => {
  it('goes from invitation to submission', () => {
    expect(afterEvent('invited', 'start')).toBe('in_progress');
    expect(afterEvent('in_progress', 'submit')).toBe('submitted');
  });

  it('does not submit what was never started, and does not start again what was submitted', () => {
    expect(afterEvent('invited', 'submit')).toBeNull();
    expect(afterEvent('submitted', 'start')).toBeNull();
  });

  it('never leaves withdrawn, and repeating an event changes nothing', () => {
    const event = fc.constantFrom<InterviewEvent[]>('start', 'submit', 'withdraw');
    fc.assert(
      fc.property(fc.array(event), event, (events, last) => {
        let status: InterviewStatus = 'invited';
        let withdrawn = false;
        for (const one of events) {
          status = afterEvent(status, one) ?? status;
          withdrawn ||= one === 'withdraw';
        }
        if (withdrawn) expect(status).toBe('withdrawn');
        const once = afterEvent(status, last);
        if (once !== null) expect(afterEvent(once, last)).toBe(once);
      }),
    );
  });
});
