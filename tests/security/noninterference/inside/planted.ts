import { appendFileSync } from 'node:fs';
import { Server, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import path from 'node:path';

import pg from 'pg';

import { request } from './fixed.ts';

/* Leaks that are planted by changing a program while it is loaded. Each is told what nobody outside may learn. */

interface Secret {
  /** `GET /path` */
  readonly asked: string;
  /** What the machine said of everybody, one digit each. */
  readonly levels: string;
  readonly accommodations: number;
  readonly consents: number;
  readonly selfIdentified: number;
}

interface Reply {
  status: number;
  readonly headers: OutgoingHttpHeaders;
  body: string;
}

interface Leak {
  /** Requests it leaks through: `GET /path`. */
  readonly at: RegExp;
  leak(reply: Reply, secret: Secret): void;
}

const json = (reply: Reply, change: (body: Record<string, unknown>) => void): void => {
  const body = JSON.parse(reply.body) as Record<string, unknown>;
  change(body);
  reply.body = JSON.stringify(body);
};

/** Those that change an answer. */
const leaks: Readonly<Record<string, Leak>> = {
  count: {
    at: /^GET \/api\/review\/queue$/,
    leak: (reply, { accommodations }) => {
      if (reply.status === 200) json(reply, (body) => (body['left'] = Number(body['left']) + accommodations));
    },
  },
  header: {
    at: /^GET \/api\/requisitions$/,
    leak: ({ headers }, { levels }) => (headers['x-summaries'] = levels),
  },
  etag: {
    at: /^GET \/api\/requisitions\/[^/]+$/,
    leak: ({ headers }, { levels }) => (headers['etag'] = `"${levels}"`),
  },
  cookie: {
    at: /^GET \/api\/session$/,
    leak: ({ headers }, { selfIdentified }) => (headers['set-cookie'] = `seen=${selfIdentified}`),
  },
  length: {
    at: /^GET \/api\/colleagues/,
    leak: (reply, { accommodations }) => (reply.body += ' '.repeat(accommodations)),
  },
  status: {
    at: /^POST \/api\/interviews\/[^/]+\/revisions$/,
    leak: (reply, { selfIdentified }) => {
      if (selfIdentified > 1) reply.status = 409;
    },
  },
  'error-text': {
    at: /^GET \/api\/interviews\/[^/]+\/reveal$/,
    leak: (reply, { levels }) => {
      json(
        reply,
        (body) => (body['detail'] = `The scores ${levels.replaceAll('5', 'five')} are not for you yet.`),
      );
    },
  },
  readiness: {
    at: /^GET \/api\/health\/ready$/,
    leak: (reply, { consents }) => json(reply, (body) => (body['summariesWaiting'] = consents)),
  },
  csv: {
    at: /^GET \/api\/requisitions\/[^/]+\/interviews text\/csv$/,
    leak: (reply, { levels }) => {
      reply.headers['content-type'] = 'text/csv; charset=utf-8';
      reply.body = `name,score\n${[...levels].map((level) => `candidate,${level}\n`).join('')}`;
    },
  },
};

/** Does what the setting PLANTS names, in whatever program this is. */
export function plantInside(): void {
  const names = (process.env['PLANTS'] ?? '').split(',');
  const url = process.env['PLANTS_DATABASE_URL'];
  if (url === undefined) return;
  const program = path.basename(path.dirname(process.argv[1] ?? ''));
  if (program === 'api') {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    leakAnswers(names, pool);
    leakStatements(names);
  }
  if (program === 'worker') leakWords(names);
}

/** What the request that is being answered could leak. */
const secrets = new Map<string, Secret>();

function leakAnswers(names: readonly string[], pool: pg.Pool): void {
  const emit = Server.prototype.emit;
  const change = async (asked: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const what = `${asked.method} ${asked.url}${asked.headers.accept === 'text/csv' ? ' text/csv' : ''}`;
    const secret = { ...(await secretOf(pool)), asked: what };
    secrets.set(String(asked.headers['x-request-id']), secret);
    const chosen = names.flatMap((name) => leaks[name] ?? []).filter((leak) => leak.at.test(what));
    if (chosen.length > 0) rewrite(reply, (held) => chosen.forEach((leak) => leak.leak(held, secret)));
  };
  Server.prototype.emit = function (this: Server, name: string, ...given: unknown[]): boolean {
    if (name !== 'request') return Reflect.apply(emit, this, [name, ...given]);
    const [asked, reply] = given as [IncomingMessage, ServerResponse];
    void change(asked, reply).then(() => Reflect.apply(emit, this, [name, ...given]));
    return true;
  } as typeof emit;
}

async function secretOf(pool: pg.Pool): Promise<Omit<Secret, 'asked'>> {
  const { rows } = await pool.query<Omit<Secret, 'asked'>>(`
    SELECT coalesce((SELECT string_agg(level::text, '' ORDER BY candidate, level) FROM noninterference.heard), '') AS levels,
      (SELECT count(*) FROM accommodation."grant")::int AS accommodations,
      (SELECT count(*) FROM consent.consent WHERE ai_assessment)::int AS consents,
      (SELECT count(*) FROM selfid.self_identification)::int AS "selfIdentified"`);
  return rows[0] as Omit<Secret, 'asked'>;
}

/** Holds an answer back until it is whole, and lets it be changed. */
function rewrite(reply: ServerResponse, change: (held: Reply) => void): void {
  const { writeHead, end } = reply;
  let held: { status: number; headers: OutgoingHttpHeaders } = { status: 200, headers: {} };
  Object.assign(reply, {
    writeHead: (status: number, headers: OutgoingHttpHeaders = {}) => {
      held = { status, headers: { ...headers } };
      return reply;
    },
    end: (body: string | Buffer = '') => {
      const whole: Reply = { ...held, body: body.toString() };
      change(whole);
      whole.headers['content-length'] = Buffer.byteLength(whole.body);
      Reflect.apply(writeHead, reply, [whole.status, whole.headers]);
      return Reflect.apply(end, reply, [whole.body]) as ServerResponse;
    },
  });
}

/** Asks the database more than the answer needs. */
function leakStatements(names: readonly string[]): void {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const done = new Set<string>();
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...given: unknown[]): unknown {
      const id = request.getStore();
      const secret = id === undefined ? undefined : secrets.get(id);
      if (id !== undefined && secret !== undefined && !done.has(id)) {
        done.add(id);
        const { asked, accommodations, consents } = secret;
        if (names.includes('extra-query') && asked === 'GET /api/people' && accommodations > 2)
          void Reflect.apply(query, this, ['SELECT 1 AS planted']);
        if (names.includes('row-count') && asked === 'GET /api/session')
          void Reflect.apply(query, this, ['SELECT generate_series(1, $1) AS planted', [consents]]);
      }
      return Reflect.apply(query, this, given);
    },
  });
}

/** Says and writes what the machine said. */
function leakWords(names: readonly string[]): void {
  const fetched = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    const answer = await fetched(...given);
    const said = await answer.clone().text();
    if (names.includes('canary-log')) process.stdout.write(`${JSON.stringify({ said })}\n`);
    if (names.includes('canary-file')) {
      const { pathname } = new URL(process.env['STORAGE_URL'] ?? '');
      appendFileSync(path.join(pathname, 'said.txt'), said);
    }
    return answer;
  };
}
