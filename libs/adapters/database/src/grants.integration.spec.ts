import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { databaseRoles, roleTables, type DatabaseRole } from './rooms';

/*
 * Every role tries every table and view there is with every verb. What it may touch is what `roleTables` says and what
 * is listed here; everything else must end in SQLSTATE 42501. Privileges are checked before any row is looked at, so
 * the attempts change nothing.
 */

const verbs = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] as const;
type Verb = (typeof verbs)[number];

/** Views, which no model of the client has. */
const viewsOf: Partial<Record<DatabaseRole, readonly string[]>> = {
  staff: [
    'review.revealed_scorecard',
    'review.revealed_lock',
    'jobs.dead_letter',
    'jobs.ai_day',
    'jobs.backlog',
  ],
  compliance: [
    'review.revealed_scorecard',
    'review.revealed_lock',
    'review.scorecard_evidence',
    'sealed.opened_arm',
  ],
  review: ['ledger.newest_root'],
  worker: ['review.open_load'],
};

/** Tables of which a role reads single columns, by statements of its own. */
const columnsOf: Partial<Record<DatabaseRole, readonly string[]>> = {
  revealer: ['screening.interview', 'screening.invitation'],
};

/** Everybody adds to the log; its table is in nobody's list for that. */
const log = 'ledger.pending';

/** Rows that are never changed again, whoever asks. */
const final = [
  'ledger.pending',
  'ledger.leaf',
  'ledger.subtree',
  'ledger.checkpoint',
  'ledger.log_key',
  'ledger.cosignature',
  'review.scorecard',
  'review.lock',
  'review.reveal',
  'review.opened_seal',
  'review.revision',
  'review.decision',
  'sealed.seal',
  'sealed.arm',
  'consent.consent',
  'consent.notice',
];

/** Who may delete, and what. */
const deletable: Partial<Record<DatabaseRole, readonly string[]>> = {
  signin: ['people.user', 'people.user_role', 'people.session'],
  portal: ['screening.caption_track', 'accommodation.medical_detail'],
  accommodation: ['accommodation.medical_detail'],
  staff: ['screening.member'],
  review: ['review.draft', 'review.open_seat'],
  worker: ['scratch.model_answer', 'jobs.step', 'jobs.ai_call', 'jobs.heartbeat'],
};

/** Table of each model, read where Prisma reads it. */
function tableOfModels(): Map<string, string> {
  const folder = path.resolve(import.meta.dirname, '../../../../prisma/models');
  const text = globSync('*.prisma', { cwd: folder })
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
  const tables = new Map<string, string>();
  for (const [, model = '', body = ''] of text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)) {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const room = /@@schema\("(\w+)"\)/.exec(body)?.[1] ?? '';
    tables.set(model.charAt(0).toLowerCase() + model.slice(1), `${room}.${table}`);
  }
  return tables;
}

interface Relation {
  readonly name: string;
  readonly quoted: string;
  readonly columns: readonly string[];
  readonly view: boolean;
}

async function relations(): Promise<Relation[]> {
  const owner = new pg.Client(process.env['DATABASE_URL']);
  await owner.connect();
  const { rows } = await owner.query<Relation>(`
    SELECT n.nspname || '.' || c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted, c.relkind = 'v' AS view,
           array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema)' GROUP BY n.nspname, c.relname, c.relkind ORDER BY 1`);
  await owner.end();
  return rows;
}

/** Statements of a verb: one for the whole table, then one per column, since rights may be given for single columns. */
function attempts(verb: Verb, { quoted, columns }: Relation): string[] {
  switch (verb) {
    case 'SELECT':
      return columns.map((column) => `SELECT ${column} FROM ${quoted} WHERE false`);
    case 'INSERT':
      return columns.map((column) => `INSERT INTO ${quoted} (${column}) SELECT NULL WHERE false`);
    case 'UPDATE':
      return columns.map((column) => `UPDATE ${quoted} SET ${column} = NULL WHERE false`);
    case 'DELETE':
      return [`DELETE FROM ${quoted} WHERE false`];
    case 'TRUNCATE':
      return [`TRUNCATE ${quoted}`];
  }
}

/** Verbs with which a role gets at some column of a relation. */
async function rightsOf(client: pg.Client, relation: Relation): Promise<Verb[]> {
  const rights: Verb[] = [];
  for (const verb of verbs) {
    for (const attempt of attempts(verb, relation)) {
      await client.query('BEGIN');
      const state = await client.query(attempt).then(
        () => null,
        (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
      );
      await client.query('ROLLBACK');
      // A view over several tables takes no change from anybody, and says so before it asks for rights.
      if (state === '42501' || (relation.view && state !== null)) continue;
      rights.push(verb);
      break;
    }
  }
  return rights;
}

const tables = tableOfModels();
const everything = await relations();

test('the attempts meet every table of every model', () => {
  expect(tables.size).toBeGreaterThan(35);
  const known = everything.map(({ name }) => name);
  expect([...tables.values()].filter((table) => !known.includes(table))).toEqual([]);
});

describe.each(databaseRoles)('the role %s', (role) => {
  const client = new pg.Client(process.env[`DATABASE_URL_${role.toUpperCase()}`]);
  const rights = new Map<string, Verb[]>();
  const own = roleTables[role].map((model) => tables.get(model) ?? model);

  beforeAll(async () => {
    await client.connect();
    for (const relation of everything) rights.set(relation.name, await rightsOf(client, relation));
  });
  afterAll(() => client.end());

  test('gets at its own tables and views and at nothing else', () => {
    const reached = [...rights]
      .filter(([name, held]) => held.length > 0 && name !== log)
      .map(([name]) => name);
    const meant = [
      ...own.filter((name) => name !== log),
      ...(viewsOf[role] ?? []),
      ...(columnsOf[role] ?? []),
    ];
    expect(reached.sort()).toEqual(meant.sort());
  });

  test('adds to the log and reads it only where its tables say so', () => {
    expect(rights.get(log)).toEqual(own.includes(log) ? ['SELECT', 'INSERT'] : ['INSERT']);
  });

  test('changes nothing that is final', () => {
    const changed = final.filter((name) =>
      rights.get(name)?.some((verb) => verb !== 'SELECT' && verb !== 'INSERT'),
    );
    expect(changed).toEqual([]);
  });

  test('deletes only what may be deleted, and empties nothing', () => {
    const having = (verb: Verb) =>
      [...rights].filter(([, held]) => held.includes(verb)).map(([name]) => name);
    expect(having('DELETE').sort()).toEqual([...(deletable[role] ?? [])].sort());
    expect(having('TRUNCATE')).toEqual([]);
  });

  test('only reads views', () => {
    const views = everything.filter(({ view }) => view).map(({ name }) => name);
    const written = views.filter((name) => rights.get(name)?.some((verb) => verb !== 'SELECT'));
    expect(written).toEqual([]);
  });

  test('creates nothing, outside the queue', async () => {
    const rooms = [...new Set(everything.map(({ name }) => name.split('.')[0] ?? ''))];
    for (const room of rooms) {
      await expect(client.query(`CREATE TABLE ${room}.planted ()`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('cannot take on another role', async () => {
    for (const other of databaseRoles.filter((each) => each !== role)) {
      await expect(client.query(`SET ROLE evenhand_${other}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('runs only the functions meant for it', async () => {
    const again = client.query('SELECT jobs.run_again(gen_random_uuid(), now())');
    if (role === 'staff') expect((await again).rows).toEqual([{ run_again: false }]);
    else await expect(again).rejects.toMatchObject({ code: '42501' });
    const covers = client.query(`SELECT ledger.root_covers_seals('', gen_random_uuid(), 1) AS covers`);
    if (role === 'review') expect((await covers).rows).toEqual([{ covers: false }]);
    else await expect(covers).rejects.toMatchObject({ code: '42501' });
    const arm = client.query('SELECT ledger.arm_covered(gen_random_uuid(), 1) AS covered');
    if (role === 'worker') expect((await arm).rows).toEqual([{ covered: false }]);
    else await expect(arm).rejects.toMatchObject({ code: '42501' });
  });
});

describe('accommodations', () => {
  const connected = async (role: DatabaseRole): Promise<pg.Client> => {
    const client = new pg.Client(process.env[`DATABASE_URL_${role.toUpperCase()}`]);
    await client.connect();
    return client;
  };

  test('what a candidate tells of their health is handed in and never read again by the portal', async () => {
    const portal = await connected('portal');
    for (const columns of ['text', 'created_at', '*']) {
      await expect(portal.query(`SELECT ${columns} FROM accommodation.medical_detail`)).rejects.toMatchObject(
        { code: '42501' },
      );
    }
    await portal.query('SELECT request_id FROM accommodation.medical_detail');
    await portal.end();
  });

  test('letters about them are there for the worker and for nobody else', async () => {
    const owner = new pg.Client(process.env['DATABASE_URL']);
    await owner.connect();
    const letter = `INSERT INTO identity.mail (kind, recipient, subject, text, created_at)
                    VALUES ($1, 'kim@example.org', 's', 't', now()) RETURNING id`;
    const secret = (await owner.query<{ id: string }>(letter, ['accommodation-reminder'])).rows[0]?.id;
    const plain = (await owner.query<{ id: string }>(letter, ['invitation'])).rows[0]?.id;
    const seenBy = async (role: DatabaseRole): Promise<(string | undefined)[]> => {
      const client = await connected(role);
      const { rows } = await client.query<{ id: string }>(
        'SELECT id FROM identity.mail WHERE id = ANY ($1)',
        [[secret, plain]],
      );
      await client.end();
      return rows.map(({ id }) => id);
    };
    expect(await seenBy('staff')).toEqual([plain]);
    expect((await seenBy('worker')).sort()).toEqual([secret, plain].sort());

    const portal = await connected('portal');
    await portal.query('SELECT accommodation.call_off($1)', [[secret, plain]]);
    await portal.end();
    expect(await seenBy('worker')).toEqual([plain]);
    const staff = await connected('staff');
    await expect(staff.query(`SELECT accommodation.call_off('{}')`)).rejects.toMatchObject({ code: '42501' });
    await Promise.all([staff.end(), owner.end()]);
  });
});

test('a right given by mistake, be it for one column, is noticed', async () => {
  const owner = new pg.Client(process.env['DATABASE_URL']);
  const review = new pg.Client(process.env['DATABASE_URL_REVIEW']);
  await Promise.all([owner.connect(), review.connect()]);
  const candidate = everything.find(({ name }) => name === 'identity.candidate');
  if (!candidate) throw new Error('there is no table of candidates');
  expect(await rightsOf(review, candidate)).toEqual([]);
  await owner.query('GRANT USAGE ON SCHEMA identity TO evenhand_review');
  await owner.query('GRANT SELECT (name) ON identity.candidate TO evenhand_review');
  expect(await rightsOf(review, candidate)).toEqual(['SELECT']);
  await Promise.all([owner.end(), review.end()]);
});
