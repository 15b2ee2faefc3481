import { TestBed } from '@angular/core/testing';
import { DRAFT_PLACE, KeptDraftsStore } from './kept-drafts.store';

const read = (draft: unknown): string | null => (typeof draft === 'string' ? draft : null);

function store(place: Storage = sessionStorage): KeptDraftsStore {
  TestBed.configureTestingModule({ providers: [{ provide: DRAFT_PLACE, useValue: place }] });
  return TestBed.inject(KeptDraftsStore);
}

describe('kept drafts', () => {
  beforeEach(() => sessionStorage.clear());

  it('are there until they are dropped', () => {
    const drafts = store();
    expect(drafts.keep('a', 'words')).toBe(true);
    expect(drafts.recall('a', read)).toBe('words');
    drafts.drop('a');
    expect(drafts.recall('a', read)).toBeNull();
  });

  it('are dropped when they are not understood', () => {
    const drafts = store();
    drafts.keep('a', { of: 'an older version' });
    expect(drafts.recall('a', read)).toBeNull();
    expect(sessionStorage).toHaveLength(0);
    sessionStorage.setItem('evenhand.kept.b', '{half');
    expect(drafts.recall('b', read)).toBeNull();
  });

  it('all go at once, and nothing else does', () => {
    const drafts = store();
    for (const key of ['a', 'b', 'c']) drafts.keep(key, key);
    sessionStorage.setItem('evenhand.review.speed', '2');
    drafts.dropAll();
    expect(Object.keys(sessionStorage)).toEqual(['evenhand.review.speed']);
  });

  it('are not kept, and break nothing, where the browser allows no storing', () => {
    const denied = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const forbidden = new Proxy(sessionStorage, {
      get: (_, name) => (name in Storage.prototype ? denied : undefined),
    });
    const drafts = store(forbidden);
    expect(drafts.keep('a', 'words')).toBe(false);
    expect(drafts.recall('a', read)).toBeNull();
    expect(() => drafts.dropAll()).not.toThrow();
  });
});
