import { inWords, readReport, readWords } from './tally.ts';

const report = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('counting', () => {
  it('reads the last line of a script, with or without skipped ones', () => {
    expect(readWords('1 passed, 1 failed\n12 passed, 0 failed, 2 skipped\n')).toEqual({
      passed: 12,
      failed: 0,
      skipped: 2,
    });
    expect(readWords('38 passed, 1 failed')).toEqual({ passed: 38, failed: 1, skipped: 0 });
    expect(readWords('all is well')).toBeUndefined();
  });

  it('reads back what it writes', () => {
    const tally = { passed: 1, failed: 2, skipped: 3 };

    expect(readWords(inWords(tally))).toEqual(tally);
  });

  it('counts a file that could not be run as a failure', () => {
    expect(readReport({ ...report, success: false, numRuntimeErrorTestSuites: 1 })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts a run without a single test as a failure', () => {
    expect(readReport({ ...report, success: false, numPassedTests: 0 })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts what was left out as skipped', () => {
    expect(readReport({ ...report, numPendingTests: 1, numTodoTests: 1 }).skipped).toBe(2);
  });
});
