import { HttpErrorResponse } from '@angular/common/http';
import { problemOf } from './problem';

const { jest } = import.meta;

const told = {
  type: 'urn:evenhand:problem:not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is nothing at this address.',
  code: 'not-found',
  retryable: false,
};

describe('problemOf', () => {
  it('speaks in the words of the api', () => {
    expect(problemOf(new HttpErrorResponse({ status: 404, error: told }))).toEqual(told);
  });

  it('looks into what Angular has wrapped', () => {
    const cause = new HttpErrorResponse({ status: 404, error: told });
    expect(problemOf(new Error('wrapped', { cause })).code).toBe('not-found');
  });

  it('knows no connection, and a proxy that cannot reach the api, from an answer nobody understands', () => {
    expect(problemOf(new HttpErrorResponse({ status: 0 })).code).toBe('offline');
    expect(problemOf(new HttpErrorResponse({ status: 502, error: '<html>' })).code).toBe('offline');
    expect(problemOf(new HttpErrorResponse({ status: 500, error: '<html>' })).code).toBe('unexpected');
  });

  it('shows mistakes of the program as a problem, and reports them', () => {
    const reported = jest.fn();
    Object.assign(globalThis, { reportError: reported });
    const mistake = new TypeError('undefined is not a function');
    expect(problemOf(mistake).code).toBe('unexpected');
    expect(reported).toHaveBeenCalledWith(mistake);
  });
});
