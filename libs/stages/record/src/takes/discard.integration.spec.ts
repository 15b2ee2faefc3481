import {
  closeScenes,
  codeOf,
  digested,
  portalScene,
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
const question = async (scene: PortalScene, id = 'first') => {
  const found = (await scene.view()).questions.find((one) => one.id === id);
  if (!found) throw new Error('no such question');
  return found;
};

describe('discarding a take', () => {
  it('that never arrived uses nothing up and removes its bytes', async () => {
    const scene = await started();
    const { takeId } = await scene.sent('first');
    expect(scene.storage.keys()).toHaveLength(1);
    await scene.discarding.discard(scene.interviewId, takeId);
    await scene.discarding.discard(scene.interviewId, takeId);
    expect(scene.storage.keys()).toEqual([]);
    expect(await question(scene)).toMatchObject({ takesLeft: 2, answer: null });
  });

  it('that was kept uses it up; the one before becomes the answer', async () => {
    const scene = await started();
    const first = await scene.record('first', 'one');
    const second = await scene.record('first', 'two');
    await scene.discarding.discard(scene.interviewId, second);
    const { answer, takesLeft } = await question(scene);
    expect(answer?.chosenTakeId).toBe(first);
    expect(takesLeft).toBe(0);
  });

  it('is refused for the last one where none is left and nothing else is offered', async () => {
    const [only] = twoQuestions()['questions'] as Record<string, unknown>[];
    const scene = await portalScene(twoQuestions({ questions: [{ ...only, retakes: 0, kinds: ['video'] }] }));
    await scene.agree();
    const takeId = await scene.record('first');
    expect(await codeOf(scene.discarding.discard(scene.interviewId, takeId))).toBe('take-needed');
    expect((await question(scene)).takes[0]?.status).toBe('stored');
  });

  it('of somebody else is not possible', async () => {
    const [mine, theirs] = [await started(), await started()];
    const { takeId } = await theirs.sent('first');
    expect(await codeOf(mine.discarding.discard(mine.interviewId, takeId))).toBe('not-found');
  });
});

describe('access to uploads', () => {
  it('is for own takes that are open; how far a finished one came can still be asked', async () => {
    const [mine, theirs] = [await started(), await started()];
    const { takeId, finish } = await mine.sent('first');
    const uploadId = await mine.access.begin(mine.interviewId, takeId);
    expect(await codeOf(mine.access.begin(theirs.interviewId, takeId))).toBe('not-found');
    expect(await codeOf(mine.access.begin(mine.interviewId, 'no uuid'))).toBe('not-found');
    expect(await codeOf(mine.access.proceed(theirs.interviewId, uploadId, false))).toBe('not-found');
    await mine.access.proceed(mine.interviewId, uploadId, true);
    await mine.finishing.finish(mine.interviewId, takeId, finish);
    expect(await codeOf(mine.access.proceed(mine.interviewId, uploadId, true))).toBe('take-closed');
    expect(await codeOf(mine.access.proceed(mine.interviewId, uploadId, false))).toBeUndefined();
  });

  it('ends with the interview', async () => {
    const scene = await started();
    const { takeId } = await scene.sent('first');
    scene.clock.pass(threeDaysMs + 15 * 60_000 + 1);
    expect(await codeOf(scene.access.begin(scene.interviewId, takeId))).toBe('take-closed');
  });
});

describe('the sweep', () => {
  it('gives up what nobody went on with for 48 hours, and leaves the rest', async () => {
    const scene = await started();
    const { takeId: left } = await scene.sent('first');
    const { takeId: alive } = await scene.sent('second');
    const aliveUpload = await scene.uploadIdOf(alive);
    scene.clock.pass(47 * 3_600_000);
    scene.uploads.arrive(aliveUpload, Buffer.from(' goes on'));
    scene.clock.pass(2 * 3_600_000);
    await scene.sweep.sweep();
    expect((await question(scene)).takes.find((take) => take.id === left)?.status).toBe('discarded');
    expect((await question(scene, 'second')).takes[0]?.status).toBe('open');
    expect(scene.storage.keys()).toEqual([`uploads/${aliveUpload}`]);
    expect((await question(scene)).takesLeft).toBe(2);
  });

  it('removes what came an hour after it was prepared, once, and nothing that is still needed', async () => {
    const scene = await started();
    const prepared = await scene.record('first', 'one');
    const waiting = await scene.record('second', 'two');
    const uploads = await scene.uploadKeys();
    await scene.prepared(prepared);
    await scene.sweep.sweep();
    expect(scene.storage.keys()).toEqual([...uploads.values()].sort());
    await scene.preparedAnHourAgo(prepared);
    expect(await scene.sweep.sweep()).toMatchObject({ removed: 1 });
    expect(scene.storage.keys()).toEqual([uploads.get(waiting)]);
    expect(await scene.sweep.sweep()).toMatchObject({ removed: 0 });
    // The browser's last question, asked again, is still answered from the row.
    await scene.finishing.finish(scene.interviewId, prepared, digested('one'));
  });
});
