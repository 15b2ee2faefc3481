import { HttpErrorResponse } from '@angular/common/http';
import { paged } from './paged';

const pages: Record<string, { rows: string[]; next: string | null }> = {
  first: { rows: ['a', 'b'], next: 'c' },
  c: { rows: ['c'], next: null },
};
const noConnection = new Error('no connection', { cause: new HttpErrorResponse({ status: 0 }) });
const load = (cursor: string | null) => Promise.resolve(pages[cursor ?? 'first'] ?? { rows: [], next: null });

describe('a list page by page', () => {
  it('grows until there is no more', async () => {
    const list = paged(load);
    await list.start();
    expect([list.rows(), list.hasMore()]).toEqual([['a', 'b'], true]);
    await list.more();
    expect([list.rows(), list.hasMore(), list.loading()]).toEqual([['a', 'b', 'c'], false, false]);
    await list.more();
    expect(list.rows()).toHaveLength(3);
  });

  it('keeps what is there when the next page fails, and tries that page again', async () => {
    let fails = false;
    const list = paged((cursor) => (fails ? Promise.reject(noConnection) : load(cursor)));
    await list.start();
    fails = true;
    await list.more();
    expect([list.rows(), list.problem()?.code]).toEqual([['a', 'b'], 'offline']);
    fails = false;
    await list.again();
    expect([list.rows(), list.problem()]).toEqual([['a', 'b', 'c'], null]);
  });

  it('takes the answer to the last question, whichever arrives last', async () => {
    const answers: ((rows: string[]) => void)[] = [];
    const list = paged<string>(
      () => new Promise((resolve) => answers.push((rows) => resolve({ rows, next: null }))),
    );
    const both = [list.start(), list.start()];
    answers[1]?.(['new']);
    answers[0]?.(['old']);
    await Promise.all(both);
    expect(list.rows()).toEqual(['new']);
  });
});
