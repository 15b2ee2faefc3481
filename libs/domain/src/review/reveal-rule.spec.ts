import { mayReveal } from './reveal-rule';

describe('mayReveal', () => {
  const locked = { rule: 'all-locked', locked: true, cohortClosed: false, cohortUnlocked: 3 } as const;

  it('never opens what is not locked', () => {
    expect(mayReveal({ ...locked, locked: false })).toBe(false);
    expect(mayReveal({ rule: 'cohort-locked', locked: false, cohortClosed: true, cohortUnlocked: 0 })).toBe(
      false,
    );
  });

  it('opens a locked interview under all-locked, whatever the others do', () => {
    expect(mayReveal(locked)).toBe(true);
  });

  it('waits for the closed cohort and every interview in it under cohort-locked', () => {
    const cohort = { ...locked, rule: 'cohort-locked' } as const;
    expect(mayReveal(cohort)).toBe(false);
    expect(mayReveal({ ...cohort, cohortClosed: true })).toBe(false);
    expect(mayReveal({ ...cohort, cohortUnlocked: 0 })).toBe(false);
    expect(mayReveal({ ...cohort, cohortClosed: true, cohortUnlocked: 0 })).toBe(true);
  });
});
