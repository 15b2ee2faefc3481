import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { of } from 'rxjs';
import { UnsavedWorkStore } from './unsaved-work.store';

let asked: string[];
let leaves: boolean;

function store(): UnsavedWorkStore {
  asked = [];
  const open = (_: unknown, { data }: { data: { consequence: string } }) => {
    asked.push(data.consequence);
    return { afterClosed: () => of(leaves) };
  };
  TestBed.configureTestingModule({ providers: [{ provide: MatDialog, useValue: { open } }] });
  return TestBed.inject(UnsavedWorkStore);
}
const watch = (unsaved: () => boolean, save?: () => Promise<void>): void =>
  TestBed.inject(UnsavedWorkStore).watch(
    { isUnsaved: unsaved, consequence: () => 'It will be lost.', ...(save ? { save } : {}) },
    TestBed.inject(DestroyRef),
  );
const closing = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return !event.defaultPrevented;
};

describe('leaving', () => {
  it('asks nobody when nothing is unsaved', async () => {
    const work = store();
    watch(() => false);
    expect(await work.mayLeave()).toBe(true);
    expect(closing()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('asks with the consequence, and goes by the answer', async () => {
    const work = store();
    watch(() => true);
    leaves = false;
    expect(await work.mayLeave()).toBe(false);
    leaves = true;
    expect(await work.mayLeave()).toBe(true);
    expect(asked).toEqual(['It will be lost.', 'It will be lost.']);
    expect(closing()).toBe(false);
  });

  it('saves first what can be saved', async () => {
    const work = store();
    let unsaved = true;
    watch(
      () => unsaved,
      () => {
        unsaved = false;
        return Promise.resolve();
      },
    );
    expect(await work.mayLeave()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('forgets work whose owner is gone', async () => {
    const work = store();
    let gone: () => void = () => undefined;
    work.watch(
      { isUnsaved: () => true, consequence: () => '' },
      { destroyed: false, onDestroy: (callback) => ((gone = callback), () => undefined) },
    );
    gone();
    expect(await work.mayLeave()).toBe(true);
  });
});
