import { SubmissionContent, SubmittedLimits, submissionLabels } from '@evenhand/contracts';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import {
  closeScenes,
  codeOf,
  digested,
  entriesOf,
  portalScene,
  rows,
  threeDaysMs,
  type PortalScene,
} from '../testing/portal-scene';
import { asOwner } from '../../../../../tests/support/screening-rows';

afterAll(closeScenes);

/** Agreed, with a prepared recording for the first question and a text for the second. */
const complete = async (): Promise<{ scene: PortalScene; takeId: string }> => {
  const scene = await portalScene();
  await scene.agree(true, false);
  const takeId = await scene.record('first', 'spoken');
  await scene.prepared(takeId);
  await scene.answers.write(scene.interviewId, 'second', 'Written.');
  return { scene, takeId };
};
const steps = (interviewId: string) =>
  rows<{ stage: string; due_at: Date }>(
    `SELECT s.stage, s.due_at FROM jobs.step s LEFT JOIN screening.answer a ON a.id = s.subject
     WHERE (s.subject = $1 OR a.interview_id = $1) ORDER BY s.stage`,
    [interviewId],
  );

describe('submitting', () => {
  it('closes the interview, logs salted digests and makes the next steps due', async () => {
    const { scene, takeId } = await complete();
    const { interviewId, clock } = scene;
    await scene.answers.clarify(interviewId, 'One more thing.');
    const submitted = await scene.submissions.submit(interviewId);
    expect(submitted).toEqual({
      interviewId,
      submittedAt: new Date(clock.now()).toISOString(),
      promisedBy: new Date(clock.now() + 14 * 86_400_000).toISOString(),
    });
    expect(await scene.view()).toMatchObject({ status: 'submitted', ...dates(submitted) });
    const due = await steps(interviewId);
    expect(due.map((step) => step.stage)).toEqual(['seal', 'transcribe', 'transcribe']);
    // The first tick at least half an hour later.
    expect(due[0]?.due_at.getTime()).toBe(Math.ceil((clock.now() + 1_800_000) / 600_000) * 600_000);

    const entry = (await entriesOf(interviewId)).find(({ type }) => type === 'submitted');
    const [row] = await rows<{ content: unknown; salt: Buffer }>(
      'SELECT content, salt FROM consent.submission WHERE interview_id = $1',
      [interviewId],
    );
    const content = SubmissionContent.parse(row?.content);
    expect(content.media.answers).toEqual([
      { questionId: 'first', kind: 'video', sha256: digested('spoken').sha256, captions: null },
      { questionId: 'second', kind: 'text', sha256: digested('Written.').sha256, captions: null },
    ]);
    expect(content.media.clarification).toBe(digested('One more thing.').sha256);
    expect(content.consent).toEqual({ transcription: true, aiAssessment: false });
    for (const part of ['media', 'template', 'notice', 'consent'] as const) {
      const digest = commitmentOf(
        row?.salt ?? Buffer.alloc(0),
        submissionLabels[part],
        canonicalJson(content[part]),
      );
      expect(entry?.[part]).toBe(digest);
    }
    const [kept] = await rows<{ limits: unknown; salt: Buffer }>(
      'SELECT limits, salt FROM accommodation.submitted_limits WHERE interview_id = $1',
      [interviewId],
    );
    const limits = canonicalJson(SubmittedLimits.parse(kept?.limits));
    expect(entry?.['limits']).toBe(
      commitmentOf(kept?.salt ?? Buffer.alloc(0), submissionLabels.limits, limits),
    );
    expect(takeId).toBeDefined();
  });

  it('twice at once, and again later, gives the same answer and one entry', async () => {
    const { scene } = await complete();
    const submit = () => scene.submissions.submit(scene.interviewId);
    const first = await Promise.all(Array.from({ length: 5 }, submit));
    scene.clock.pass(30 * 86_400_000);
    const again = await submit();
    for (const answer of [...first, again]) expect(answer).toEqual(first[0]);
    const types = (await entriesOf(scene.interviewId)).map((entry) => entry.type);
    expect(types).toEqual(['consented', 'submitted']);
    expect(await steps(scene.interviewId)).toHaveLength(3);
  });

  it('leaves transcription of what is not prepared to preparation', async () => {
    const scene = await portalScene();
    await scene.agree();
    await scene.record('first');
    await scene.answers.write(scene.interviewId, 'second', 'Written.');
    await scene.submissions.submit(scene.interviewId);
    expect((await steps(scene.interviewId)).map((step) => step.stage)).toEqual(['seal', 'transcribe']);
  });

  it('waits for every question and for nothing under way, and says which', async () => {
    const scene = await portalScene();
    await scene.agree();
    const fieldsOf = async (): Promise<unknown> =>
      scene.submissions.submit(scene.interviewId).catch((error: unknown) => error);
    expect(await fieldsOf()).toMatchObject({
      code: 'interview-incomplete',
      fields: [
        { path: 'first', row: 1, message: 'Question 1 has no answer yet.' },
        { path: 'second', row: 2, message: 'Question 2 has no answer yet.' },
      ],
    });
    await scene.answers.write(scene.interviewId, 'first', ' \n ');
    await scene.answers.write(scene.interviewId, 'second', 'Here.');
    const { takeId, finish } = await scene.sent('second');
    expect(await fieldsOf()).toMatchObject({
      fields: [
        { path: 'first' },
        { path: 'second', message: expect.stringContaining('still under way') as string },
      ],
    });
    await scene.finishing.finish(scene.interviewId, takeId, finish);
    await scene.refused(takeId, 'truncated-beyond-use');
    await scene.answers.write(scene.interviewId, 'first', 'Now.');
    expect(await fieldsOf()).toMatchObject({ fields: [{ path: 'second', row: 2 }] });
    expect((await scene.view()).status).toBe('in-progress');
  });

  it('is possible until the grace is over by the server’s clock, whatever a browser’s clock says', async () => {
    const { scene } = await complete();
    scene.clock.pass(threeDaysMs + 15 * 60_000);
    expect(await codeOf(scene.submissions.submit(scene.interviewId))).toMatchObject({
      interviewId: scene.interviewId,
    });
    const { scene: late } = await complete();
    late.clock.pass(threeDaysMs + 15 * 60_000 + 1);
    expect(await codeOf(late.submissions.submit(late.interviewId))).toBe('link-expired');
    expect((await late.view()).now).toBe(new Date(late.clock.now()).toISOString());
  });

  it('ends all changes', async () => {
    const { scene, takeId } = await complete();
    const { interviewId } = scene;
    await scene.record('first', 'another');
    await scene.submissions.submit(interviewId);
    const before = await scene.view();
    const vtt = {
      format: 'vtt',
      source: 'candidate',
      text: 'WEBVTT\n\n00:01.000 --> 00:02.000\nHi',
    } as const;
    const attempts = [
      scene.answers.write(interviewId, 'first', 'too late'),
      scene.answers.choose(interviewId, 'first', takeId),
      scene.answers.clarify(interviewId, 'too late'),
      scene.answers.putCaptions(interviewId, 'first', vtt),
      scene.answers.removeCaptions(interviewId, 'first'),
      scene.discarding.discard(interviewId, takeId),
      scene.sent('second'),
      scene.agree(false, false),
    ];
    for (const attempt of attempts) expect(await codeOf(attempt)).toBe('interview-closed');
    expect(await scene.view()).toEqual(before);
    await expect(
      asOwner((owner) => owner.query('UPDATE consent.submission SET salt = $1', [Buffer.alloc(32)])),
    ).rejects.toMatchObject({ code: '55000' });
  });

  it('against a change at the same moment has one of both first, never half of each', async () => {
    const { scene, takeId } = await complete();
    const { interviewId } = scene;
    const other = await scene.record('first', 'another');
    const [submitted, chosen] = await Promise.all([
      codeOf(scene.submissions.submit(interviewId)),
      codeOf(scene.answers.choose(interviewId, 'first', takeId)),
    ]);
    expect(submitted).toMatchObject({ interviewId });
    const [row] = await rows<{ content: unknown }>(
      'SELECT content FROM consent.submission WHERE interview_id = $1',
      [interviewId],
    );
    const { sha256 } = SubmissionContent.parse(row?.content).media.answers[0] ?? {};
    const [answer] = (await scene.view()).questions;
    expect(answer?.answer?.chosenTakeId).toBe(chosen === undefined ? takeId : other);
    expect(sha256).toBe(digested(chosen === undefined ? 'spoken' : 'another').sha256);
  });
});

const dates = ({ submittedAt, promisedBy }: { submittedAt: string; promisedBy: string }) => ({
  submittedAt,
  promisedBy,
});

describe('answers', () => {
  it('change between writing and recording without losing either', async () => {
    const { scene, takeId } = await complete();
    const { interviewId } = scene;
    await scene.answers.write(interviewId, 'first', 'Rather in writing.');
    expect((await scene.view()).questions[0]?.answer).toMatchObject({ kind: 'text', chosenTakeId: null });
    await scene.answers.choose(interviewId, 'first', takeId);
    const expected = { kind: 'video', text: 'Rather in writing.', chosenTakeId: takeId };
    expect((await scene.view()).questions[0]?.answer).toMatchObject(expected);
    await scene.submissions.submit(interviewId);
    expect((await scene.view()).questions[0]?.answer).toMatchObject({ kind: 'video', text: null });
  });

  it('cannot choose what is not theirs, not finished, or gone', async () => {
    const { scene, takeId } = await complete();
    const { interviewId } = scene;
    const choose = (questionId: string, id: string) =>
      codeOf(scene.answers.choose(interviewId, questionId, id));
    expect(await choose('second', takeId)).toBe('not-found');
    expect(await choose('first', scene.chance.uuid())).toBe('not-found');
    const { takeId: open } = await scene.sent('first');
    expect(await choose('first', open)).toBe('take-closed');
    await scene.discarding.discard(interviewId, open);
    expect(await choose('first', open)).toBe('take-closed');
    expect(await choose('none', takeId)).toBe('question-unknown');
  });

  it('keep texts the database can hold', async () => {
    const { scene } = await complete();
    await scene.answers.write(scene.interviewId, 'second', 'a\0b\ud800c');
    expect((await scene.view()).questions[1]?.answer?.text).toBe('ab\ufffdc');
  });

  it('take captions of a recording, tidied, and give them up with the take', async () => {
    const { scene, takeId } = await complete();
    const { interviewId } = scene;
    const srt = {
      format: 'srt',
      source: 'captioner',
      text: '1\n00:00:01,000 --> 00:00:02,000\n<b>Hi</b> & hello\n',
    } as const;
    await scene.answers.putCaptions(interviewId, 'first', srt);
    const kept = () =>
      rows<{ vtt: string }>(
        `SELECT c.vtt FROM screening.caption_track c JOIN screening.answer a ON a.id = c.answer_id WHERE a.interview_id = $1`,
        [interviewId],
      );
    expect(await kept()).toEqual([{ vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHi &amp; hello\n' }]);
    expect((await scene.view()).questions[0]?.answer?.hasCaptions).toBe(true);
    await scene.answers.choose(interviewId, 'first', takeId);
    expect(await kept()).toHaveLength(1);
    await scene.record('first', 'another');
    expect(await kept()).toEqual([]);
    await scene.answers.putCaptions(interviewId, 'first', srt);
    await scene.answers.removeCaptions(interviewId, 'first');
    expect(await kept()).toEqual([]);
    expect(await codeOf(scene.answers.putCaptions(interviewId, 'second', srt))).toBe('recording-missing');
    const bad = { ...srt, text: '1\n00:00:01,000 --> 00:00:00,000\nHi' };
    await expect(scene.answers.putCaptions(interviewId, 'first', bad)).rejects.toMatchObject({
      code: 'captions-invalid',
      fields: [{ path: 'text', row: 2, message: 'A caption must end after it starts.' }],
    });
  });
});

describe('withdrawing', () => {
  it('is possible at any time, once, and ends recordings under way', async () => {
    const scene = await portalScene();
    await scene.agree();
    await scene.sent('first');
    await Promise.all([
      scene.withdrawals.withdraw(scene.interviewId),
      scene.withdrawals.withdraw(scene.interviewId),
    ]);
    const view = await scene.view();
    expect(view.status).toBe('withdrawn');
    expect(view.questions[0]?.takes[0]?.status).toBe('discarded');
    expect((await entriesOf(scene.interviewId)).map((entry) => entry.type)).toEqual([
      'consented',
      'withdrawn',
    ]);
    expect(await codeOf(scene.submissions.submit(scene.interviewId))).toBe('interview-closed');
    const { scene: done } = await complete();
    await done.submissions.submit(done.interviewId);
    await done.withdrawals.withdraw(done.interviewId);
    expect((await done.view()).status).toBe('withdrawn');
    expect(await codeOf(done.submissions.submit(done.interviewId))).toBe('interview-closed');
  });
});
