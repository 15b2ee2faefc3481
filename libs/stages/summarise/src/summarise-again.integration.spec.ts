import { SealedRuns } from '@evenhand/adapters/database';
import { EngineUnavailable } from '@evenhand/domain';
import { ReadableSealer, said } from '@evenhand/domain/testing';
import { fair, isExtraction, none, SummariseScene } from './summarise-scene.fake';

let scene: SummariseScene;
beforeAll(async () => {
  scene = await new SummariseScene().open();
});
afterAll(() => scene.close());
beforeEach(() => scene.startAfresh());

describe('run again', () => {
  it('after an outage, it pays only for what is missing', async () => {
    const interviewId = await scene.interview();
    let turn = 0;
    scene.model.answer = (request) => (++turn === 4 ? new EngineUnavailable('It') : fair(request));
    await scene.stage().run(interviewId, { lastAttempt: false });
    // Another process, another chance: the order of quotes and anchors is drawn anew.
    await scene.stage().run(interviewId, { lastAttempt: false });
    expect(scene.summary().criteria).toMatchObject([{ score: 4 }, { score: 4 }]);
    expect(scene.model.asked).toHaveLength(8 + 1);
    const calls = await scene.rows('SELECT asked FROM jobs.ai_call WHERE subject = $1', interviewId);
    expect(calls.map((call) => call['asked']).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 2]);
  });

  it('after it was sealed, it changes nothing and asks nobody', async () => {
    const interviewId = await scene.interview();
    await scene.stage().run(interviewId);
    const before = [scene.model.asked.length, await scene.entries(interviewId)];
    await scene.stage().run(interviewId);
    expect([scene.model.asked.length, await scene.entries(interviewId)]).toEqual(before);
    expect(scene.sealer.sealed).toHaveLength(1);
  });

  it('after a seal that failed, what was paid for is still there', async () => {
    const interviewId = await scene.interview();
    await scene.owner.query('UPDATE sealed.recipient_key SET retired_at = now()');
    await expect(scene.stage().run(interviewId)).rejects.toMatchObject({
      code: 'revealer-unavailable',
      retryable: true,
    });
    await scene.owner.query('UPDATE sealed.recipient_key SET retired_at = NULL');
    await scene.stage().run(interviewId);
    expect(scene.model.asked).toHaveLength(8);
    expect((await scene.entries(interviewId)).map(({ type }) => type)).toEqual(['run-declared', 'sealed']);
  });

  it('with another model configured meanwhile, it asks neither', async () => {
    const interviewId = await scene.interview();
    scene.model.answer = () => new EngineUnavailable('It');
    await scene.stage().run(interviewId, { lastAttempt: false });
    scene.model.asked.length = 0;
    scene.model.becomes('another-2');
    scene.model.answer = fair;
    await scene.stage().run(interviewId);
    expect(scene.model.asked).toHaveLength(0);
    expect(await scene.reason(interviewId)).toBe('model-unavailable');
    expect((await scene.declared(interviewId)).plan.model?.name).toBe('scripted-1');
  });

  it('is of no use when it always fails: then there is no summary, and what was paid for is forgotten', async () => {
    const interviewId = await scene.interview();
    let turn = 0;
    scene.model.answer = (request) => (++turn > 3 ? new Error('nobody foresaw this') : fair(request));
    await expect(scene.stage().run(interviewId)).rejects.toThrow('nobody foresaw this');
    await scene.stage().giveUp(interviewId);
    expect(scene.sealer.last()).toEqual(none);
    expect(await scene.reason(interviewId)).toBe('model-unavailable');
    expect(await scene.kept(interviewId)).toBe(0);
    await scene.stage().giveUp(interviewId);
    expect(scene.sealer.sealed).toHaveLength(1);
  });

  it('too late, it is dropped without a trace', async () => {
    const interviewId = await scene.interview();
    const late = new ReadableSealer();
    const runs = new SealedRuns(late, scene.clock, scene.chance());
    scene.model.answer = (request) => fair(request);
    const tick = scene.database.inTransaction(async (tx) => {
      const plan = { v: 1, of: 'the tick' };
      const run = await runs.declare(tx, { interviewId, round: 1 }, plan);
      return runs.seal(tx, run, JSON.stringify(none), 0);
    });
    expect(await tick).toBe(true);
    await scene.stage().run(interviewId);
    expect(scene.sealer.sealed).toHaveLength(0);
    expect(await scene.reason(interviewId)).toBeUndefined();
    expect((await scene.entries(interviewId)).map(({ type }) => type)).toEqual(['run-declared', 'sealed']);
  });

  it('while the tick seals, the answer that comes after it is dropped', async () => {
    const interviewId = await scene.interview();
    const runs = new SealedRuns(new ReadableSealer(), scene.clock, scene.chance());
    let sealedByTick: Promise<unknown> | undefined;
    scene.model.answer = (request) => {
      sealedByTick ??= scene.database.inTransaction(async (tx) => {
        const run = await runs.declare(tx, { interviewId, round: 1 }, {});
        await runs.seal(tx, run, JSON.stringify(none), 0);
      });
      return fair(request);
    };
    expect(await scene.stage().run(interviewId)).toEqual({ kind: 'done' });
    await sealedByTick;
    expect(await scene.rows('SELECT 1 FROM sealed.seal WHERE interview_id = $1', interviewId)).toHaveLength(
      1,
    );
    expect((await scene.entries(interviewId)).map(({ type }) => type)).toEqual(['run-declared', 'sealed']);
    expect(await scene.kept(interviewId)).toBe(0);
  });

  it('after the candidate withdrew, nothing is read and nothing declared', async () => {
    const interviewId = await scene.interview();
    await scene.owner.query(`UPDATE screening.interview SET status = 'withdrawn' WHERE id = $1`, [
      interviewId,
    ]);
    expect(await scene.stage().run(interviewId)).toEqual({ kind: 'done' });
    expect(await scene.entries(interviewId)).toEqual([]);
    expect(scene.model.asked).toHaveLength(0);
  });
});

describe('what a model says', () => {
  const canary = 'canary-7f3a';

  it('is in no row anybody can read, neither while the step runs nor afterwards', async () => {
    const interviewId = await scene.interview();
    let turn = 0;
    scene.model.answer = (request) => {
      if (isExtraction(request)) return fair(request);
      if (++turn === 6) return new EngineUnavailable('It');
      return said({ evidence: [{ quoteIds: ['Q1'], sentence: `It says ${canary}.` }], level: 4 });
    };
    await scene.stage().run(interviewId, { lastAttempt: false });
    expect(await scene.kept(interviewId)).toBeGreaterThan(0);
    expect(await scene.tablesWith(canary)).toEqual([]);
    await scene.stage().run(interviewId);
    expect(JSON.stringify(scene.sealer.last())).toContain(canary);
    expect(await scene.tablesWith(canary)).toEqual([]);
  });
});
