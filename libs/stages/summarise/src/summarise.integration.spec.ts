import { planLabel } from '@evenhand/adapters/database';
import { EngineRefused, EngineUnavailable, type ModelRequest } from '@evenhand/domain';
import { malformed, refused, said } from '@evenhand/domain/testing';
import { commitmentOf } from '@evenhand/ledger';
import { twoQuestions } from '../../../../tests/support/screening-rows';
import { fair, isExtraction, none, SummariseScene } from './summarise-scene.fake';

let scene: SummariseScene;
beforeAll(async () => {
  scene = await new SummariseScene().open();
});
afterAll(() => scene.close());
beforeEach(() => scene.startAfresh());

/** A rating by level, in turns. */
const levels = (...given: (number | null)[]) => {
  let turn = 0;
  return (request: ModelRequest) =>
    isExtraction(request) ? fair(request) : said({ evidence: [], level: given[turn++ % given.length] });
};

describe('a summary by a model', () => {
  it('is sealed once, with quotes as they were spoken, and nothing else is left of it', async () => {
    const interviewId = await scene.interview();
    expect(await scene.stage().run(interviewId)).toEqual({ kind: 'done' });
    expect(scene.summary()).toMatchObject({
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
    expect(scene.sealer.sealed).toHaveLength(1);
    expect(scene.sealer.sealed[0]).toMatchObject({ about: { interviewId, run: 1 }, keyId: 'new' });
    expect(await scene.kept(interviewId)).toBe(0);
    expect(await scene.reason(interviewId)).toBeUndefined();
    const calls = await scene.rows(
      'SELECT purpose, status, asked FROM jobs.ai_call WHERE subject = $1',
      interviewId,
    );
    expect(calls).toHaveLength(2 + 2 * 3);
    expect(calls.every((call) => call['status'] === 'received' && call['asked'] === 1)).toBe(true);
  });

  it('is declared before it is made, by a digest that only its salt opens', async () => {
    const interviewId = await scene.interview();
    await scene.stage().run(interviewId);
    const { plan, salt, digest, sealed_at } = await scene.declared(interviewId);
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
      await scene.rows<{ plan: string }>(
        'SELECT plan FROM consent.run_plan WHERE interview_id = $1',
        interviewId,
      )
    )[0];
    expect(commitmentOf(salt, planLabel, text?.plan ?? '')).toBe(digest);
    expect(sealed_at).toEqual(new Date(scene.clock.now()));
    const [seal] = await scene.rows(
      'SELECT commitment FROM sealed.seal WHERE interview_id = $1',
      interviewId,
    );
    expect(await scene.entries(interviewId)).toMatchObject([
      { type: 'run-declared', run: 1, plan: digest },
      { type: 'sealed', run: 1, key: 'new', commitment: seal?.['commitment'] },
    ]);
  });

  it('shows the extraction no levels and no name, and the rating nothing but quotes and anchors', async () => {
    await scene.stage().run(await scene.interview());
    const [extraction] = scene.asked(true);
    expect(extraction?.user).toContain('S001: First I asked what had happened, and listened.');
    expect(extraction?.user).not.toMatch(/all of it|little|Level|Robin|five out of five|um,/);
    const rating = scene.asked(false)[0];
    expect(rating?.user).toContain('Q1: “Then [NAME] explained the invoice in plain words”');
    expect(rating?.user).toMatch(
      /Level 1: none[\s\S]*Level 5: all of it|Level 5: all of it[\s\S]*Level 1: none/,
    );
    expect(rating?.user).not.toMatch(/listened|Robin|write it down/);
  });

  it('does not rest on a quote that was altered', async () => {
    scene.model.answer = (request) =>
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
    await scene.stage().run(await scene.interview());
    const abstained = { score: null, abstention: 'insufficient-evidence', statement: '', quotes: [] };
    expect(scene.summary().criteria).toMatchObject([abstained, abstained]);
    expect(scene.asked(false)).toHaveLength(0);
  });

  it.each([
    [[4, 4, 5], { score: 4, abstention: null }],
    [[2, 4, 4], { score: null, abstention: 'samples-disagree' }],
    [[null, null, 4], { score: null, abstention: 'insufficient-evidence' }],
  ])('takes the median of samples %j, or none', async (given, expected) => {
    scene.model.answer = levels(...given);
    await scene.stage().run(await scene.interview());
    expect(scene.summary().criteria[0]).toMatchObject(expected);
  });

  it('abstains where the transcript cannot be trusted, and asks nobody about it', async () => {
    await scene.stage().run(await scene.interview({ reasons: ['transcript-unreliable'] }));
    expect(scene.summary().criteria).toMatchObject([
      { abstention: 'transcript-unreliable', quotes: [] },
      { score: 4 },
    ]);
    expect(scene.asked(true)).toHaveLength(1);
  });

  it('abstains in a language nobody has measured', async () => {
    await scene.stage().run(await scene.interview({ language: 'fi' }));
    expect(scene.summary().criteria).toMatchObject([{ abstention: 'language-not-supported' }, { score: 4 }]);
  });

  it('is called authored where the bundled replay speaks for the model', async () => {
    await scene.stage({ DEMO_REPLAY: true }).run(await scene.interview());
    expect(scene.summary()).toMatchObject({ origin: 'authored', model: 'scripted-1' });
  });
});

describe('without a model', () => {
  beforeEach(() => scene.model.goAway());

  it('passages that mention a criterion’s words are sealed, without scores', async () => {
    const named = JSON.parse(JSON.stringify(twoQuestions()).replaceAll('Clarity', 'Explaining')) as Record<
      string,
      unknown
    >;
    const interviewId = await scene.interview({ template: named });
    await scene.stage().run(interviewId);
    expect(scene.summary()).toMatchObject({ origin: 'keywords', model: null, prompt: null });
    expect(scene.summary().criteria).toMatchObject([
      {
        score: null,
        abstention: null,
        quotes: [{ text: 'Then Robin explained the invoice in plain words.', startMs: 6000, endMs: 9000 }],
      },
      { score: null, quotes: [] },
    ]);
    expect((await scene.declared(interviewId)).plan).toMatchObject({
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
    [{ alone: true }, 'human-only'],
    [{ heard: false }, 'no-transcript'],
  ])('is sealed like a summary, and why stays in the consent room: %j', async (how, why) => {
    const [without, withOne] = [await scene.interview(how), await scene.interview()];
    await scene.stage().run(without);
    expect(scene.sealer.last()).toEqual(none);
    expect(scene.model.asked).toHaveLength(0);
    expect(await scene.reason(without)).toBe(why);
    expect((await scene.declared(without)).plan.origin).toBe('none');

    await scene.stage().run(withOne);
    expect(scene.sealer.sealed[0]?.room).toBe(scene.sealer.sealed[1]?.room);
    const shapes = async (interviewId: string) =>
      (await scene.entries(interviewId)).map((entry) =>
        Object.entries(entry).map(([field, value]) => [field, typeof value, String(value).length]),
      );
    expect(await shapes(without)).toEqual(await shapes(withOne));
    const [seals] = await scene.rows(
      'SELECT count(DISTINCT length(ciphertext))::int AS sizes FROM sealed.seal WHERE interview_id IN ($1)',
      without,
    );
    expect(seals?.['sizes']).toBe(1);
  });

  it('is what a refusal leads to; a single refused sample is not', async () => {
    scene.model.answer = (request) => (isExtraction(request) ? refused : fair(request));
    const interviewId = await scene.interview();
    await scene.stage().run(interviewId);
    expect(scene.sealer.last()).toEqual(none);
    expect(await scene.reason(interviewId)).toBe('model-refused');

    let ratings = 0;
    scene.model.answer = (request) =>
      !isExtraction(request) && ratings++ % 3 === 0 ? refused : fair(request);
    await scene.stage().run(await scene.interview());
    expect(scene.summary().criteria).toMatchObject([{ score: 4 }, { score: 4 }]);
  });

  it('is what an answer of the wrong form leads to, after one repair', async () => {
    let turn = 0;
    scene.model.answer = (request) => (turn++ === 0 ? said({ quotes: 'none' }) : fair(request));
    await scene.stage().run(await scene.interview());
    expect(scene.summary().criteria).toMatchObject([{ score: 4 }, { score: 4 }]);
    expect(scene.asked(true)[1]?.user).toContain('Your last answer was not JSON of the form asked for.');

    scene.model.asked.length = 0;
    scene.model.answer = () => malformed;
    const interviewId = await scene.interview();
    await scene.stage().run(interviewId);
    expect(await scene.reason(interviewId)).toBe('schema-failed');
    expect(scene.model.asked).toHaveLength(2);
  });

  it('is what an outage leads to only when nobody will try again', async () => {
    const interviewId = await scene.interview();
    let turn = 0;
    scene.model.answer = (request) =>
      ++turn > 3 ? new EngineUnavailable('It', { waitMs: 9000 }) : fair(request);
    const early = await scene.stage().run(interviewId, { lastAttempt: false });
    expect(early).toEqual({ kind: 'failed', code: 'engine-unavailable', retryable: true, waitMs: 9000 });
    expect(scene.sealer.sealed).toHaveLength(0);
    expect(await scene.kept(interviewId)).toBe(3);

    expect(await scene.stage().run(interviewId)).toEqual({ kind: 'done' });
    expect(scene.sealer.last()).toEqual(none);
    expect(await scene.reason(interviewId)).toBe('model-unavailable');
    expect(await scene.kept(interviewId)).toBe(0);
  });

  it('follows at once from a model that will never answer', async () => {
    scene.model.answer = () => new EngineRefused('It', 401);
    const interviewId = await scene.interview();
    expect(await scene.stage().run(interviewId, { lastAttempt: false })).toEqual({ kind: 'done' });
    expect(await scene.reason(interviewId)).toBe('model-unavailable');
  });
});
