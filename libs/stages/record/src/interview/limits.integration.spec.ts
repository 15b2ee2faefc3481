import type { Adjustment } from '@evenhand/contracts';
import { graceMs, overtimeMs } from '@evenhand/domain';
import { twoQuestions } from '../../../../../tests/support/screening-rows';
import {
  closeScenes,
  codeOf,
  portalScene,
  rows,
  threeDaysMs,
  type PortalScene,
} from '../testing/portal-scene';

afterAll(closeScenes);

const hourMs = 3_600_000;
const onlyVideo = {
  questions: (twoQuestions()['questions'] as object[]).map((question) => ({
    ...question,
    kinds: ['video'],
    preparationSeconds: 60,
    retakes: 0,
  })),
};
const started = async (template = twoQuestions(onlyVideo)): Promise<PortalScene> => {
  const scene = await portalScene(template);
  await scene.agree();
  return scene;
};
const granted = (scene: PortalScene, ...grants: Adjustment[]) =>
  scene.asked(scene.clock.now(), { at: scene.clock.now(), grants });
const start = (scene: PortalScene, kind: 'video' | 'audio' = 'video') =>
  scene.takes.start(scene.interviewId, { questionId: 'first', kind, declaredType: `${kind}/webm` });
const first = async (scene: PortalScene) => (await scene.view()).questions[0];

describe('a grant', () => {
  it('changes what a running interview allows at once', async () => {
    const scene = await started();
    expect(await first(scene)).toMatchObject({
      kinds: ['video'],
      preparationSeconds: 60,
      answerSeconds: 120,
      takesLeft: 1,
    });
    await granted(
      scene,
      { dial: 'preparation', times: 2 },
      { dial: 'answer-time', unlimited: true },
      { dial: 'extra-takes', takes: 2 },
      { dial: 'answer-kinds', kinds: ['text'] },
      { dial: 'human-only' },
    );
    expect(await first(scene)).toMatchObject({
      kinds: ['video', 'text'],
      preparationSeconds: 120,
      answerSeconds: null,
      takesLeft: 3,
    });
    expect((await scene.view()).adjustments).toMatchObject({
      humanOnly: true,
      clockStopped: false,
      pending: 0,
    });
  });

  it('of takes and kinds is what the server takes, and no more', async () => {
    const scene = await started();
    await scene.record('first');
    expect(await codeOf(start(scene))).toBe('no-takes-left');
    expect(await codeOf(start(scene, 'audio'))).toBe('answer-kind-not-offered');
    const write = () => scene.answers.write(scene.interviewId, 'first', 'In writing.');
    expect(await codeOf(write())).toBe('answer-kind-not-offered');
    await granted(
      scene,
      { dial: 'extra-takes', takes: 1 },
      { dial: 'answer-kinds', kinds: ['audio', 'text'] },
    );
    await scene.record('first');
    expect(await codeOf(start(scene))).toBe('no-takes-left');
    expect(await codeOf(start(scene, 'audio'))).toBe('no-takes-left');
    await write();
    expect((await first(scene))?.answer).toMatchObject({ kind: 'text' });
  });

  it('of somebody else changes nothing', async () => {
    const [scene, other] = [await started(), await started()];
    await granted(other, { dial: 'extra-takes', takes: 5 }, { dial: 'deadline', unlimited: true });
    expect(await first(scene)).toMatchObject({ takesLeft: 1 });
    expect((await scene.view()).deadline).toBe(scene.deadline.toISOString());
    expect((await other.view()).deadline).toBeNull();
  });

  it('of a later deadline opens an interview again, for slices of recordings too', async () => {
    const scene = await started();
    const { takeId } = await start(scene);
    const uploadId = await scene.uploadIdOf(takeId);
    scene.clock.pass(threeDaysMs + graceMs + 1);
    expect((await scene.view()).status).toBe('expired');
    expect(await codeOf(scene.access.begin(scene.interviewId, takeId))).toBe('take-closed');
    await granted(scene, { dial: 'deadline', plusSeconds: 86_400 });
    expect((await scene.view()).status).toBe('in-progress');
    expect(await scene.access.begin(scene.interviewId, takeId)).toBe(uploadId);
    await scene.access.proceed(scene.interviewId, uploadId, true);
    scene.clock.pass(24 * hourMs);
    expect((await scene.view()).status).toBe('expired');
    expect(await codeOf(scene.access.proceed(scene.interviewId, uploadId, true))).toBe('take-closed');
  });
});

describe('a request that waits', () => {
  it('stops the clock, and the time it took is given back', async () => {
    const scene = await started();
    const asked = scene.clock.now() + hourMs;
    scene.clock.pass(hourMs);
    await scene.asked(asked);
    scene.clock.pass(threeDaysMs + 5 * hourMs);
    expect(await scene.view()).toMatchObject({
      status: 'in-progress',
      adjustments: { pending: 1, clockStopped: true },
      deadline: new Date(scene.deadline.getTime() + threeDaysMs + 5 * hourMs).toISOString(),
    });
    await scene.answers.clarify(scene.interviewId, 'Still open.');
  });
});

describe('a recording that is far longer than its question allows', () => {
  it('cannot be handed in, and takes no take away', async () => {
    const scene = await started();
    const takeId = await scene.record('first');
    await scene.prepared(takeId, [], 120_000 + overtimeMs + 1);
    await scene.record('second');
    const submitted = scene.submissions.submit(scene.interviewId);
    await expect(submitted).rejects.toMatchObject({
      code: 'interview-incomplete',
      fields: [{ path: 'first', message: expect.stringContaining('longer') as string }],
    });
    expect(await first(scene)).toMatchObject({ takesLeft: 1 });
    await granted(scene, { dial: 'answer-time', times: 2 });
    await scene.submissions.submit(scene.interviewId);
    const [limits] = await rows<{ limits: object }>(
      'SELECT limits FROM accommodation.submitted_limits WHERE interview_id = $1',
      [scene.interviewId],
    );
    expect(limits?.limits).toMatchObject({ questions: [{ answerSeconds: 240 }, { answerSeconds: 240 }] });
  });
});

describe('somebody who may sign', () => {
  it('is not told that a silent video is a fault', async () => {
    const scene = await started();
    const takeId = await scene.record('first');
    await scene.prepared(takeId, ['silent', 'clipped']);
    expect((await first(scene))?.takes[0]?.flags).toEqual(['silent', 'clipped']);
    await granted(scene, { dial: 'answer-kinds', kinds: ['sign-language'], track: 'interpreter' });
    expect((await first(scene))?.takes[0]?.flags).toEqual(['clipped']);
    expect((await scene.view()).adjustments).toMatchObject({ signLanguage: true, tracks: ['interpreter'] });
  });
});
