import { openSync, writeSync } from 'node:fs';
import { Server, type IncomingMessage } from 'node:http';

import pg from 'pg';

import { request } from './fixed.ts';

/** A statement a request led to. */
export interface Statement {
  readonly request: string;
  readonly text: string;
  /** Rows it gave or changed; -1 when it was refused. */
  readonly rows: number;
}

type Answer = { rowCount: number | null } | { rowCount: number | null }[];

/** Writes down every statement with the request it belongs to, and how many rows it gave or changed. */
export function watchStatements(): void {
  const file = process.env['NONINTERFERENCE_STATEMENTS'];
  if (file === undefined) return;
  const out = openSync(file, 'a');
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, name: string, ...given: unknown[]): boolean {
    if (name !== 'request') return Reflect.apply(emit, this, [name, ...given]);
    const id = String((given[0] as IncomingMessage).headers['x-request-id'] ?? 'none');
    return request.run(id, () => Reflect.apply(emit, this, [name, ...given]));
  } as typeof emit;

  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...given: unknown[]): unknown {
      const id = request.getStore();
      const answer = Reflect.apply(query, this, given);
      if (id === undefined || !(answer instanceof Promise)) return answer;
      const write = (rows: number): void => {
        const statement: Statement = { request: id, text: textOf(given[0]), rows };
        writeSync(out, `${JSON.stringify(statement)}\n`);
      };
      answer.then(
        (result: Answer) => write([result].flat().reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)),
        () => write(-1),
      );
      return answer;
    },
  });
}

const textOf = (asked: unknown): string =>
  typeof asked === 'string' ? asked : String((asked as { text?: unknown }).text);
