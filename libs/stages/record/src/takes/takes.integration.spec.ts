import {
  closeScenes,
  codeOf,
  digested,
  portalScene,
  rows,
  threeDaysMs,
  type PortalScene,
} from '../testing/portal-scene';
import { twoQuestions } from '../../../../../tests/support/screening-rows';

afterAll(closeScenes);

const started = async (): Promise<PortalScene> => {
  const scene = await portalScene();
  await scene.agree();
  return scene;
};
const start = (scene: PortalScene, questionId = 'first', takeId?: string) =>
  scene.takes.start(scene.interviewId, {
    questionId,
    kind: 'video',
    declaredType: 'video/webm',
    ...(takeId === undefined ? {} : { takeId }),
  });
const question = async (scene: PortalScene, id = 'first') => {
  const found = (await scene.view()).questions.find((one) => one.id === id);
  if (!found) throw new Error('no such question');
  return found;
};
const stepsFor = (subject: string) =>
  rows<{ stage: string; input_hash: string }>('SELECT stage, input_hash FROM jobs.step WHERE subject = $1', [
    subject,
  ]);

describe('starting a take', () => {
  it('gives the address of the endpoint, and the view the address to go on at', async () => {
    const scene = await started();
    const { takeId, uploadUrl } = await start(scene);
    expect(uploadUrl).toBe('/api/uploads');
    const [take] = (await question(scene)).takes;
    expect(take).toMatchObject({
      id: takeId,
      number: 1,
      status: 'open',
      kind: 'video',
      refusal: null,
      mediaUrl: null,
    });
    expect(take?.uploadUrl).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/);
  });

  it('asked for again with the same id, after an answer got lost, is the same take', async () => {
    const scene = await started();
    const takeId = scene.chance.uuid();
    await Promise.all([start(scene, 'first', takeId), start(scene, 'first', takeId)]);
    await start(scene, 'first', takeId);
    expect((await question(scene)).takes).toHaveLength(1);
    expect(await codeOf(start(scene, 'second', takeId))).toBe('take-closed');
  });

  it('with the id of somebody else’s take is refused and tells nothing', async () => {
    const [mine, theirs] = [await started(), await started()];
    const { takeId } = await start(theirs);
    expect(await codeOf(start(mine, 'first', takeId))).toBe('not-found');
  });

  it('in two tabs at once gives both a place, and never more places than takes', async () => {
    const scene = await started();
    const tabs = await Promise.all(Array.from({ length: 6 }, () => codeOf(start(scene))));
    expect(tabs.filter((tab) => tab === 'take-open')).toHaveLength(4);
    const { takes, takesLeft } = await question(scene);
    expect(takes.map((take) => take.number)).toEqual([1, 2]);
    expect(takesLeft).toBe(2);
    expect(await codeOf(start(scene, 'second'))).toMatchObject({ uploadUrl: '/api/uploads' });
  });

  it('ends when all takes are used', async () => {
    const scene = await started();
    await scene.record('first');
    await scene.record('first');
    expect((await question(scene)).takesLeft).toBe(0);
    expect(await codeOf(start(scene))).toBe('no-takes-left');
  });

  it('is not kept up by takes whose page is gone', async () => {
    const scene = await started();
    await start(scene);
    await scene.sent('first');
    expect(await codeOf(start(scene))).toBe('take-open');
    scene.clock.pass(3 * 60_000);
    expect(await codeOf(start(scene))).toMatchObject({ uploadUrl: '/api/uploads' });
    expect((await question(scene)).takes.map((take) => take.status)).toEqual(['discarded', 'open', 'open']);
  });

  it('is bounded per interview, under way and per hour', async () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      ...(twoQuestions()['questions'] as Record<string, unknown>[])[0],
      id,
      retakes: 10,
    }));
    const scene = await portalScene(twoQuestions({ questions: five }));
    await scene.agree();
    for (const id of ['a', 'b', 'c', 'd']) await start(scene, id);
    expect(await codeOf(start(scene, 'e'))).toBe('take-open');
    const [open] = (await question(scene, 'a')).takes;
    await scene.discarding.discard(scene.interviewId, open?.id ?? '');
    await rows(
      `INSERT INTO screening.take (answer_id, number, kind, status, counted, declared_type, upload_key, created_at)
       SELECT answer_id, n, 'video', 'discarded', false, 'video/webm', 'uploads/' || gen_random_uuid(), created_at
       FROM screening.take, generate_series(2, 57) n WHERE id = $1`,
      [open?.id],
    );
    expect(await codeOf(start(scene, 'e'))).toBe('too-many-requests');
    scene.clock.pass(3_600_001);
    expect(await codeOf(start(scene, 'e'))).toMatchObject({ uploadUrl: '/api/uploads' });
  });

  it('is refused for unknown questions, kinds that are not offered, and after the grace', async () => {
    const [only] = twoQuestions()['questions'] as Record<string, unknown>[];
    const scene = await portalScene(twoQuestions({ questions: [{ ...only, kinds: ['text'] }] }));
    await scene.agree();
    expect(await codeOf(start(scene, 'none'))).toBe('question-unknown');
    expect(await codeOf(start(scene, 'first'))).toBe('answer-kind-not-offered');
    scene.clock.pass(threeDaysMs + 15 * 60_000 + 1);
    expect(await codeOf(start(scene, 'first'))).toBe('link-expired');
  });
});

describe('finishing a take', () => {
  it('keeps it, chooses it and makes its preparation due', async () => {
    const scene = await started();
    const takeId = await scene.record('first', 'hello');
    const { answer, takes, takesLeft } = await question(scene);
    expect(answer).toEqual({ kind: 'video', text: null, chosenTakeId: takeId, hasCaptions: false });
    expect(takes[0]).toMatchObject({ status: 'stored', uploadUrl: null });
    expect(takesLeft).toBe(1);
    expect(await stepsFor(takeId)).toEqual([{ stage: 'prepare', input_hash: digested('hello').sha256 }]);
  });

  it('replayed, also at once and after preparation, changes nothing', async () => {
    const scene = await started();
    const { takeId, finish } = await scene.sent('first');
    const finishAgain = () => scene.finishing.finish(scene.interviewId, takeId, finish);
    await Promise.all([finishAgain(), finishAgain(), finishAgain()]);
    await finishAgain();
    await scene.prepared(takeId);
    await finishAgain();
    expect((await question(scene)).takes[0]?.status).toBe('prepared');
    expect(await stepsFor(takeId)).toHaveLength(1);
    scene.clock.pass(2 * threeDaysMs);
    await finishAgain();
  });

  it('a second time with other bytes is refused', async () => {
    const scene = await started();
    const takeId = await scene.record('first', 'one');
    expect(await codeOf(scene.finishing.finish(scene.interviewId, takeId, digested('two')))).toBe(
      'take-closed',
    );
  });

  it('of what differs is refused, and what arrived is kept so that it can be mended', async () => {
    const scene = await started();
    const { takeId } = await scene.sent('first', 'arrived');
    const uploadId = await scene.uploadIdOf(takeId);
    const finish = (bytes: string) =>
      codeOf(scene.finishing.finish(scene.interviewId, takeId, digested(bytes)));
    expect(await finish('ARRIVED')).toBe('digest-mismatch');
    expect(await finish('arrive')).toBe('digest-mismatch');
    expect(await finish('arrived, and more')).toBe('upload-incomplete');
    expect(await finish('')).toBe('empty-file');
    expect(scene.uploads.arrive(uploadId, Buffer.from(', and more'))).toBe(true);
    expect(await finish('arrived, and more')).toBeUndefined();
    expect(scene.uploads.arrive(uploadId, Buffer.from('!'))).toBe(false);
  });

  it('of nothing is refused', async () => {
    const scene = await started();
    const { takeId } = await start(scene);
    const finish = (bytes: string) =>
      codeOf(scene.finishing.finish(scene.interviewId, takeId, digested(bytes)));
    expect(await finish('')).toBe('empty-file');
    expect(await finish('something')).toBe('upload-incomplete');
    expect((await question(scene)).takes[0]?.status).toBe('open');
  });

  it('of somebody else’s take, or of none, is not possible', async () => {
    const [mine, theirs] = [await started(), await started()];
    const { takeId, finish } = await theirs.sent('first');
    expect(await codeOf(mine.finishing.finish(mine.interviewId, takeId, finish))).toBe('not-found');
    expect(await codeOf(mine.finishing.finish(mine.interviewId, mine.chance.uuid(), finish))).toBe(
      'not-found',
    );
  });

  it('is possible within the grace after the deadline', async () => {
    const scene = await started();
    const { takeId, finish } = await scene.sent('first');
    scene.clock.pass(threeDaysMs + 15 * 60_000);
    await scene.finishing.finish(scene.interviewId, takeId, finish);
    expect((await question(scene)).takes[0]?.status).toBe('stored');
  });
});

describe('a take that failed', () => {
  it('was refused: the reason is told in words, and it uses nothing up', async () => {
    const scene = await started();
    await scene.record('first');
    const takeId = await scene.record('first');
    expect((await question(scene)).takesLeft).toBe(0);
    await scene.refused(takeId, 'no-audio');
    const { takes, takesLeft } = await question(scene);
    expect(takesLeft).toBe(1);
    expect(takes[1]?.refusal).toEqual({
      code: 'no-audio',
      sentence: 'The recording has no sound. Please record again; this does not use up a take.',
    });
    await scene.record('first');
  });

  it.each(['silent', 'cut-short'])('is %s: it can be kept, and another one is free', async (flag) => {
    const scene = await started();
    const takeId = await scene.record('first');
    await scene.prepared(takeId, [flag]);
    const { takes, takesLeft, answer } = await question(scene);
    expect(takesLeft).toBe(2);
    expect(takes[0]).toMatchObject({ status: 'prepared', flags: [flag], durationMs: 1500 });
    expect(takes[0]?.mediaUrl).toBe(`/media/media/${takeId}.webm?video/webm`);
    expect(answer?.chosenTakeId).toBe(takeId);
  });
});
