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
}

/** @param load fetches the page that follows a cursor; null is the first */
export function paged<T>(
  load: (cursor: string | null) => Promise<{ rows: T[]; next: string | null }>,
): Paged<T> {
  const rows = signal<readonly T[]>([]);
  const next = signal<string | null>(null);
  const loading = signal(false);
  const problem = signal<Problem | null>(null);
  const fetchPage = async (cursor: string | null): Promise<void> => {
    loading.set(true);
    try {
      const page = await load(cursor);
      rows.update((before) => (cursor === null ? page.rows : [...before, ...page.rows]));
      next.set(page.next);
      problem.set(null);
    } catch (error) {
      problem.set(problemOf(error));
    } finally {
      loading.set(false);
    }
  };
  return {
    rows,
    loading,
    problem,
    hasMore: computed(() => next() !== null),
    start: () => fetchPage(null),
    more: () => (next() === null ? Promise.resolve() : fetchPage(next())),
  };
}
