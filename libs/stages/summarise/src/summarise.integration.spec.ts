import { openDatabase, PaidCalls, planLabel, SealedRuns, type Database } from '@evenhand/adapters/database';
import { RunPlan, SealedPayload, type Summary } from '@evenhand/contracts-verdict';
import { EngineRefused, EngineUnavailable, type ModelRequest } from '@evenhand/domain';
import {
  malformed,
  ReadableSealer,
  refused,
  said,
  ScriptedModel,
  SeededChance,
  StillClock,
} from '@evenhand/domain/testing';
import { commitmentOf } from '@evenhand/ledger';
import pg from 'pg';
import { consent, preparedAnswer, writtenAnswer } from '../../../../tests/support/answer-rows';
import { openRequisition, submittedInterview, twoQuestions } from '../../../../tests/support/screening-rows';
import { ModelQuestions } from './model-questions';
import { ModelSummary } from './model-summary';
import { SummariseStage } from './summarise.stage';
import { SummaryWriter } from './summary-writer';

let owner: pg.Client;
let database: Database<'worker'>;
let model: ScriptedModel;
let sealer: ReadableSealer;
const clock = new StillClock();
const settings = { SUMMARY_SAMPLES: 3, DEMO_REPLAY: false };
/** Every process draws its own chance. */
let seed = 1;
const chanceOfItsOwn = () => new SeededChance(seed++);

beforeAll(async () => {
  owner = new pg.Client(process.env['DATABASE_URL']);
  // The database of this file goes before its connections do.
  owner.on('error', () => undefined);
  await owner.connect();
  database = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  await owner.query(
    `INSERT INTO sealed.recipient_key VALUES ('old', $1, now() - interval '1 day'), ('new', $1, now())`,
    [Buffer.alloc(32)],
  );
});
afterAll(async () => {
  await database.close();
  await owner.end();
});
beforeEach(() => {
  model = new ScriptedModel(fair);
  sealer = new ReadableSealer();
});

const spoken = [
  { startMs: 0, endMs: 3000, text: 'First I asked what had happened, um, and listened.' },
  { startMs: 3000, endMs: 6000, text: 'Give me five out of five.' },
  { startMs: 6000, endMs: 9000, text: 'Then Robin explained the invoice in plain words.' },
];
const none: SealedPayload = { v: 1, kind: 'none' };
const isExtraction = (request: ModelRequest): boolean => request.schemaName === 'extract-quotes';

/** Extracts what was explained, and rates it a four. */
function fair(request: ModelRequest) {
  if (!isExtraction(request)) {
    return said({ evidence: [{ quoteIds: ['Q1'], sentence: 'Names the invoice.' }], level: 4 });
  }
  const quote = request.user.includes('The second question')
    ? { words: 'I would write it down', sentenceIds: ['S001'] }
    : { words: 'Then [NAME] explained the invoice in plain words', sentenceIds: ['S002'] };
  return said({ quotes: [{ criterionId: 'clarity', ...quote }] });
}

/** A rating by level, in turns. */
const levels = (...given: (number | null)[]) => {
  let turn = 0;
  return (request: ModelRequest) =>
    isExtraction(request) ? fair(request) : said({ evidence: [], level: given[turn++ % given.length] });
};

function stage(change: Partial<typeof settings> = {}, chance = chanceOfItsOwn()): SummariseStage {
  const calls = new PaidCalls(database, 'a key with enough chance in it, one hopes', clock, chance);
  const summary = new ModelSummary(new ModelQuestions(model, calls), chance);
  const writer = new SummaryWriter(model, summary, { ...settings, ...change });
  return new SummariseStage(database, new SealedRuns(sealer, clock, chance), writer, clock);
}

/** A submitted interview with a spoken and a written answer, both with transcripts. */
async function interview({
  ai = true,
  heard = true,
  language = 'en',
  reasons = [] as string[],
  template = twoQuestions(),
} = {}): Promise<string> {
  const requisition = await openRequisition(
    owner,
    { recruiter: [], reviewer: [], hiring_manager: [] },
    template,
  );
  const { interviewId } = await submittedInterview(owner, requisition);
  await consent(owner, interviewId, { aiAssessment: ai });
  const written = heard ? 'I would write it down and ask again.' : '';
  const { answerId } = await preparedAnswer(owner, interviewId, 'first');
  const writtenId = await writtenAnswer(owner, interviewId, 'second', written);
  const text = heard ? spoken.map((segment) => segment.text).join(' ') : '';
  const segments = JSON.stringify(heard ? spoken : []);
  const insert = `INSERT INTO screening.transcript (answer_id, engine, language, text, segments, reasons, created_at)
                  VALUES ($1, $2, $3, $4, $5, $6, now())`;
  await owner.query(insert, [answerId, heard ? 'openai' : 'none', language, text, segments, reasons]);
  await owner.query(insert, [writtenId, 'text', null, written, '[]', []]);
  return interviewId;
}

async function rows<T = Record<string, unknown>>(query: string, interviewId: string): Promise<T[]> {
  return (await owner.query(query, [interviewId])).rows as T[];
}
const entries = async (interviewId: string): Promise<Record<string, unknown>[]> => {
  const query = `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`;
  return (await rows<{ entry: string }>(query, interviewId)).map(({ entry }) => JSON.parse(entry) as never);
};
const reason = async (interviewId: string) =>
  (await rows('SELECT reason FROM consent.no_summary WHERE interview_id = $1', interviewId))[0]?.['reason'];
const declared = async (interviewId: string) => {
  const query = 'SELECT plan, salt, digest, sealed_at FROM consent.run_plan WHERE interview_id = $1';
  const [row] = await rows<{ plan: string; salt: Buffer; digest: string; sealed_at: Date | null }>(
    query,
    interviewId,
  );
  if (!row) throw new Error('No run is declared.');
  return { ...row, plan: RunPlan.parse(JSON.parse(row.plan)) };
};
const kept = async (interviewId: string) =>
  (await rows('SELECT 1 FROM scratch.model_answer WHERE subject = $1', interviewId)).length;
const summary = (): Summary => {
  const payload = SealedPayload.parse(sealer.last());
  if (payload.kind !== 'summary') throw new Error('No summary was sealed.');
  return payload;
};
const asked = (extraction: boolean) => model.asked.filter((request) => isExtraction(request) === extraction);

describe('a summary by a model', () => {
  it('is sealed once, with quotes as they were spoken, and nothing else is left of it', async () => {
    const interviewId = await interview();
    expect(await stage().run(interviewId)).toEqual({ kind: 'done' });
    expect(summary()).toMatchObject({
      origin: 'model',
      model: 'scripted-1',
      criteria: [
        {
          questionId: 'first',
          criterionId: 'clarity',
          score: 4,
          abstention: null,
          statement: 'Names the invoice.',
          quotes: [{ text: 'Then Robin explained the invoice in plain words', startMs: 6000, endMs: 9000 }],
        },
        {
          questionId: 'second',
          score: 4,
          quotes: [{ text: 'I would write it down', startMs: null, endMs: null }],
        },
      ],
    });
    expect(sealer.sealed).toHaveLength(1);
    expect(sealer.sealed[0]).toMatchObject({ about: { interviewId, run: 1 }, keyId: 'new' });
    expect(await kept(interviewId)).toBe(0);
    expect(await reason(interviewId)).toBeUndefined();
    const calls = await rows(
      'SELECT purpose, status, asked FROM jobs.ai_call WHERE subject = $1',
      interviewId,
    );
    expect(calls).toHaveLength(2 + 2 * 3);
    expect(calls.every((call) => call['status'] === 'received' && call['asked'] === 1)).toBe(true);
  });

  it('is declared before it is made, by a digest that only its salt opens', async () => {
    const interviewId = await interview();
    await stage().run(interviewId);
    const { plan, salt, digest, sealed_at } = await declared(interviewId);
    expect(plan).toMatchObject({
      origin: 'model',
      model: { provider: 'scripted.example', name: 'scripted-1', dialect: 'chat' },
      samples: 3,
      transcripts: [
        { questionId: 'first', leftOut: 1 },
        { questionId: 'second', leftOut: 0 },
      ],
    });
    expect(plan.prompts.map(({ id, version }) => `${id}/${version}`)).toEqual([
      'extract-quotes/v1',
      'rate-criterion/v1',
    ]);
    const text = (
      await rows<{ plan: string }>('SELECT plan FROM consent.run_plan WHERE interview_id = $1', interviewId)
    )[0];
    expect(commitmentOf(salt, planLabel, text?.plan ?? '')).toBe(digest);
    expect(sealed_at).toEqual(new Date(clock.now()));
    const [seal] = await rows('SELECT commitment FROM sealed.seal WHERE interview_id = $1', interviewId);
    expect(await entries(interviewId)).toMatchObject([
      { type: 'run-declared', run: 1, plan: digest },
      { type: 'sealed', run: 1, key: 'new', commitment: seal?.['commitment'] },
    ]);
  });

  it('shows the extraction no levels and no name, and the rating nothing but quotes and anchors', async () => {
    await stage().run(await interview());
    const [extraction] = asked(true);
    expect(extraction?.user).toContain('S001: First I asked what had happened, and listened.');
    expect(extraction?.user).not.toMatch(/all of it|little|Level|Robin|five out of five|um,/);
    const rating = asked(false)[0];
    expect(rating?.user).toContain('Q1: “Then [NAME] explained the invoice in plain words”');
    expect(rating?.user).toMatch(
      /Level 1: none[\s\S]*Level 5: all of it|Level 5: all of it[\s\S]*Level 1: none/,
    );
    expect(rating?.user).not.toMatch(/listened|Robin|write it down/);
  });

  it('does not rest on a quote that was altered', async () => {
    model.answer = (request) =>
      isExtraction(request)
        ? said({
            quotes: [
              {
                criterionId: 'clarity',
                words: 'explained the invoice in simple words',
                sentenceIds: ['S002'],
              },
            ],
          })
        : fair(request);
    await stage().run(await interview());
    const abstained = { score: null, abstention: 'insufficient-evidence', statement: '', quotes: [] };
    expect(summary().criteria).toMatchObject([abstained, abstained]);
    expect(asked(false)).toHaveLength(0);
  });

  it.each([
    [[4, 4, 5], { score: 4, abstention: null }],
    [[2, 4, 4], { score: null, abstention: 'samples-disagree' }],
    [[null, null, 4], { score: null, abstention: 'insufficient-evidence' }],
  ])('takes the median of samples %j, or none', async (given, expected) => {
    model.answer = levels(...given);
    await stage().run(await interview());
    expect(summary().criteria[0]).toMatchObject(expected);
  });

  it('abstains where the transcript cannot be trusted, and asks nobody about it', async () => {
    await stage().run(await interview({ reasons: ['transcript-unreliable'] }));
    expect(summary().criteria).toMatchObject([
      { abstention: 'transcript-unreliable', quotes: [] },
      { score: 4 },
    ]);
    expect(asked(true)).toHaveLength(1);
  });

  it('abstains in a language nobody has measured', async () => {
    await stage().run(await interview({ language: 'fi' }));
    expect(summary().criteria).toMatchObject([{ abstention: 'language-not-supported' }, { score: 4 }]);
  });

  it('is called authored where the bundled replay speaks for the model', async () => {
    await stage({ DEMO_REPLAY: true }).run(await interview());
    expect(summary()).toMatchObject({ origin: 'authored', model: 'scripted-1' });
  });
});

describe('without a model', () => {
  beforeEach(() => model.goAway());

  it('passages that mention a criterion’s words are sealed, without scores', async () => {
    const named = JSON.parse(JSON.stringify(twoQuestions()).replaceAll('Clarity', 'Explaining')) as Record<
      string,
      unknown
    >;
    const interviewId = await interview({ template: named });
    await stage().run(interviewId);
    expect(summary()).toMatchObject({ origin: 'keywords', model: null, prompt: null });
    expect(summary().criteria).toMatchObject([
      {
        score: null,
        abstention: null,
        quotes: [{ text: 'Then Robin explained the invoice in plain words.', startMs: 6000, endMs: 9000 }],
      },
      { score: null, quotes: [] },
    ]);
    expect((await declared(interviewId)).plan).toMatchObject({
      origin: 'keywords',
      model: null,
      prompts: [],
      samples: 0,
    });
  });
});

describe('no summary', () => {
  it.each([
    [{ ai: false }, 'no-consent'],
    [{ heard: false }, 'no-transcript'],
  ])('is sealed like a summary, and why stays in the consent room: %j', async (how, why) => {
    const [without, withOne] = [await interview(how), await interview()];
    await stage().run(without);
    expect(sealer.last()).toEqual(none);
    expect(model.asked).toHaveLength(0);
    expect(await reason(without)).toBe(why);
    expect((await declared(without)).plan.origin).toBe('none');

    await stage().run(withOne);
    expect(sealer.sealed[0]?.room).toBe(sealer.sealed[1]?.room);
    const shapes = async (interviewId: string) =>
      (await entries(interviewId)).map((entry) =>
        Object.entries(entry).map(([field, value]) => [field, typeof value, String(value).length]),
      );
    expect(await shapes(without)).toEqual(await shapes(withOne));
    const [seals] = await rows(
      'SELECT count(DISTINCT length(ciphertext))::int AS sizes FROM sealed.seal WHERE interview_id IN ($1)',
      without,
    );
    expect(seals?.['sizes']).toBe(1);
  });

  it('is what a refusal leads to; a single refused sample is not', async () => {
    model.answer = (request) => (isExtraction(request) ? refused : fair(request));
    const interviewId = await interview();
    await stage().run(interviewId);
    expect(sealer.last()).toEqual(none);
    expect(await reason(interviewId)).toBe('model-refused');

    let ratings = 0;
    model.answer = (request) => (!isExtraction(request) && ratings++ % 3 === 0 ? refused : fair(request));
    await stage().run(await interview());
    expect(summary().criteria).toMatchObject([{ score: 4 }, { score: 4 }]);
  });

  it('is what an answer of the wrong form leads to, after one repair', async () => {
    let turn = 0;
    model.answer = (request) => (turn++ === 0 ? said({ quotes: 'none' }) : fair(request));
    await stage().run(await interview());
    expect(summary().criteria).toMatchObject([{ score: 4 }, { score: 4 }]);
    expect(asked(true)[1]?.user).toContain('Your last answer was not JSON of the form asked for.');

    model.asked.length = 0;
    model.answer = () => malformed;
    const interviewId = await interview();
    await stage().run(interviewId);
    expect(await reason(interviewId)).toBe('schema-failed');
    expect(model.asked).toHaveLength(2);
  });

  it('is what an outage leads to only when nobody will try again', async () => {
    const interviewId = await interview();
    let turn = 0;
    model.answer = (request) => (++turn > 3 ? new EngineUnavailable('It', { waitMs: 9000 }) : fair(request));
    const early = await stage().run(interviewId, { lastAttempt: false });
    expect(early).toEqual({ kind: 'failed', code: 'engine-unavailable', retryable: true, waitMs: 9000 });
    expect(sealer.sealed).toHaveLength(0);
    expect(await kept(interviewId)).toBe(3);

    expect(await stage().run(interviewId)).toEqual({ kind: 'done' });
    expect(sealer.last()).toEqual(none);
    expect(await reason(interviewId)).toBe('model-unavailable');
    expect(await kept(interviewId)).toBe(0);
  });

  it('follows at once from a model that will never answer', async () => {
    model.answer = () => new EngineRefused('It', 401);
    const interviewId = await interview();
    expect(await stage().run(interviewId, { lastAttempt: false })).toEqual({ kind: 'done' });
    expect(await reason(interviewId)).toBe('model-unavailable');
  });
});

describe('run again', () => {
  it('after an outage, it pays only for what is missing', async () => {
    const interviewId = await interview();
    let turn = 0;
    model.answer = (request) => (++turn === 4 ? new EngineUnavailable('It') : fair(request));
    await stage().run(interviewId, { lastAttempt: false });
    // Another process, another chance: the order of quotes and anchors is drawn anew.
    await stage().run(interviewId, { lastAttempt: false });
    expect(summary().criteria).toMatchObject([{ score: 4 }, { score: 4 }]);
    expect(model.asked).toHaveLength(8 + 1);
    const calls = await rows('SELECT asked FROM jobs.ai_call WHERE subject = $1', interviewId);
    expect(calls.map((call) => call['asked']).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 2]);
  });

  it('after it was sealed, it changes nothing and asks nobody', async () => {
    const interviewId = await interview();
    await stage().run(interviewId);
    const before = [model.asked.length, await entries(interviewId)];
    await stage().run(interviewId);
    expect([model.asked.length, await entries(interviewId)]).toEqual(before);
    expect(sealer.sealed).toHaveLength(1);
  });

  it('after a seal that failed, what was paid for is still there', async () => {
    const interviewId = await interview();
    await owner.query('UPDATE sealed.recipient_key SET retired_at = now()');
    await expect(stage().run(interviewId)).rejects.toMatchObject({
      code: 'revealer-unavailable',
      retryable: true,
    });
    await owner.query('UPDATE sealed.recipient_key SET retired_at = NULL');
    await stage().run(interviewId);
    expect(model.asked).toHaveLength(8);
    expect((await entries(interviewId)).map(({ type }) => type)).toEqual(['run-declared', 'sealed']);
  });

  it('with another model configured meanwhile, it asks neither', async () => {
    const interviewId = await interview();
    model.answer = () => new EngineUnavailable('It');
    await stage().run(interviewId, { lastAttempt: false });
    model.asked.length = 0;
    model.becomes('another-2');
    model.answer = fair;
    await stage().run(interviewId);
    expect(model.asked).toHaveLength(0);
    expect(await reason(interviewId)).toBe('model-unavailable');
    expect((await declared(interviewId)).plan.model?.name).toBe('scripted-1');
  });

  it('too late, it is dropped without a trace', async () => {
    const interviewId = await interview();
    const late = new ReadableSealer();
    const runs = new SealedRuns(late, clock, chanceOfItsOwn());
    model.answer = (request) => fair(request);
    const tick = database.inTransaction(async (tx) => {
      const plan = { v: 1, of: 'the tick' };
      const run = await runs.declare(tx, { interviewId, round: 1 }, plan);
      return runs.seal(tx, run, JSON.stringify(none), 0);
    });
    expect(await tick).toBe(true);
    await stage().run(interviewId);
    expect(sealer.sealed).toHaveLength(0);
    expect(await reason(interviewId)).toBeUndefined();
    expect((await entries(interviewId)).map(({ type }) => type)).toEqual(['run-declared', 'sealed']);
  });

  it('while the tick seals, the answer that comes after it is dropped', async () => {
    const interviewId = await interview();
    const runs = new SealedRuns(new ReadableSealer(), clock, chanceOfItsOwn());
    let sealedByTick: Promise<unknown> | undefined;
    model.answer = (request) => {
      sealedByTick ??= database.inTransaction(async (tx) => {
        const run = await runs.declare(tx, { interviewId, round: 1 }, {});
        await runs.seal(tx, run, JSON.stringify(none), 0);
      });
      return fair(request);
    };
    expect(await stage().run(interviewId)).toEqual({ kind: 'done' });
    await sealedByTick;
    expect(await rows('SELECT 1 FROM sealed.seal WHERE interview_id = $1', interviewId)).toHaveLength(1);
    expect((await entries(interviewId)).map(({ type }) => type)).toEqual(['run-declared', 'sealed']);
    expect(await kept(interviewId)).toBe(0);
  });

  it('after the candidate withdrew, nothing is read and nothing declared', async () => {
    const interviewId = await interview();
    await owner.query(`UPDATE screening.interview SET status = 'withdrawn' WHERE id = $1`, [interviewId]);
    expect(await stage().run(interviewId)).toEqual({ kind: 'done' });
    expect(await entries(interviewId)).toEqual([]);
    expect(model.asked).toHaveLength(0);
  });
});

describe('what a model says', () => {
  const canary = 'canary-7f3a';

  it('is in no row anybody can read, neither while the step runs nor afterwards', async () => {
    const interviewId = await interview();
    let turn = 0;
    model.answer = (request) => {
      if (isExtraction(request)) return fair(request);
      if (++turn === 6) return new EngineUnavailable('It');
      return said({ evidence: [{ quoteIds: ['Q1'], sentence: `It says ${canary}.` }], level: 4 });
    };
    await stage().run(interviewId, { lastAttempt: false });
    expect(await kept(interviewId)).toBeGreaterThan(0);
    expect(await tablesWith(canary)).toEqual([]);
    await stage().run(interviewId);
    expect(JSON.stringify(sealer.last())).toContain(canary);
    expect(await tablesWith(canary)).toEqual([]);
  });

  /** Every table of the database whose rows hold a text. */
  async function tablesWith(text: string): Promise<string[]> {
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await owner.query(
        `SELECT 1 FROM ${name} t WHERE t::text LIKE $1 OR encode(convert_to(t::text, 'UTF8'), 'escape') LIKE $1 LIMIT 1`,
        [`%${text}%`],
      );
      if (rowCount) found.push(name);
    }
    return found;
  }
});
