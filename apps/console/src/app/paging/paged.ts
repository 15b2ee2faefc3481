import { computed, signal, type Signal } from '@angular/core';
import type { Problem } from '@evenhand/contracts';
import { problemOf } from '@evenhand/ui';

/** A list that loads page by page. */
export interface Paged<T> {
  readonly rows: Signal<readonly T[]>;
  readonly loading: Signal<boolean>;
  readonly problem: Signal<Problem | null>;
  readonly hasMore: Signal<boolean>;
  /** Loads the first page anew. */
  start(): Promise<void>;
  more(): Promise<void>;
  /** Tries again what did not work: the page that is missing, not those that are there. */
  again(): Promise<void>;
}

/** @param load fetches the page that follows a cursor; null is the first */
export function paged<T>(
  load: (cursor: string | null) => Promise<{ rows: T[]; next: string | null }>,
): Paged<T> {
  const rows = signal<readonly T[]>([]);
  const next = signal<string | null>(null);
  const loading = signal(false);
  const problem = signal<Problem | null>(null);
  let asked: string | null = null;
  let turn = 0;
  const fetchPage = async (cursor: string | null): Promise<void> => {
    asked = cursor;
    const own = ++turn;
    loading.set(true);
    try {
      const page = await load(cursor);
      // Something else was asked for meanwhile: its answer counts.
      if (own !== turn) return;
      rows.update((before) => (cursor === null ? page.rows : [...before, ...page.rows]));
      next.set(page.next);
      problem.set(null);
    } catch (error) {
      if (own === turn) problem.set(problemOf(error));
    } finally {
      if (own === turn) loading.set(false);
    }
  };
  return {
    rows,
    loading,
    problem,
    hasMore: computed(() => next() !== null),
    start: () => fetchPage(null),
    more: () => (next() === null || loading() ? Promise.resolve() : fetchPage(next())),
    again: () => fetchPage(asked),
  };
}
