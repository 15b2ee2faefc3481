import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ConnectionStore } from '../connection/connection.store';
import { ProblemComponent } from './problem.component';

const problem = (code: string) => ({
  type: `urn:evenhand:problem:${code}`,
  title: code,
  status: 0,
  detail: 'Check the connection.',
  code,
  retryable: true,
});

async function shown(code: string, again: boolean) {
  const online = signal(false);
  TestBed.configureTestingModule({ providers: [{ provide: ConnectionStore, useValue: { online } }] });
  const fixture = TestBed.createComponent(ProblemComponent);
  fixture.componentRef.setInput('problem', problem(code));
  fixture.componentRef.setInput('again', again);
  let retries = 0;
  fixture.componentInstance.retry.subscribe(() => retries++);
  await fixture.whenStable();
  online.set(true);
  await fixture.whenStable();
  return { text: (fixture.nativeElement as HTMLElement).textContent ?? '', retries };
}

describe('a problem', () => {
  it('for want of a connection is tried again by itself when there is one', async () => {
    const { text, retries } = await shown('offline', true);
    expect(text).toContain('No connection.');
    expect(retries).toBe(1);
  });

  it('of another kind, or that cannot be tried again, waits for the person', async () => {
    expect((await shown('database-unavailable', true)).retries).toBe(0);
    TestBed.resetTestingModule();
    expect((await shown('offline', false)).retries).toBe(0);
  });
});
