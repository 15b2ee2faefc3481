import { submissionLabels } from '@evenhand/contracts';
import { canonicalJson, commitmentOf, digestOf } from '@evenhand/ledger';
import { asOwner } from '../../../../../tests/support/screening-rows';
import { closeScenes, codeOf, entriesOf, portalScene, rows } from '../testing/portal-scene';

afterAll(closeScenes);

const agreeing = { recording: true, transcription: true, aiAssessment: true } as const;

describe('notices', () => {
  it('are published once, in English and Spanish, however many programs start', async () => {
    const scene = await portalScene();
    await Promise.all(Array.from({ length: 5 }, () => scene.publishNotices()));
    const notices = await rows<{ language: string; text: string; text_hash: string }>(
      'SELECT language, text, text_hash FROM consent.notice WHERE version = 1 ORDER BY language',
    );
    expect(notices.map((notice) => notice.language)).toEqual(['en', 'es']);
    for (const notice of notices) expect(notice.text_hash).toBe(digestOf(notice.text));
    const entries = await rows<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE type = 'notice-published'`,
    );
    expect(entries).toHaveLength(2);
  });

  it('are shown in the language asked for, in a wider one, or in English', async () => {
    const { portal, interviewId } = await portalScene();
    const languageFor = async (wanted?: string): Promise<string> =>
      (await portal.view(interviewId, wanted)).notice.language;
    expect(await languageFor()).toBe('en');
    expect(await languageFor('es-AR')).toBe('es');
    expect(await languageFor('ES')).toBe('es');
    expect(await languageFor('fr')).toBe('en');
  });
});

describe('consent', () => {
  it('starts the interview, remembers the language, and is logged as a digest only', async () => {
    const scene = await portalScene();
    const notice = (await scene.portal.view(scene.interviewId, 'es')).notice;
    await scene.consents.agree(scene.interviewId, {
      ...agreeing,
      noticeId: notice.id,
      aiAssessment: false,
      timeZone: 'Europe/Madrid',
    });
    const view = await scene.view();
    expect(view.status).toBe('in-progress');
    expect(view.consent).toMatchObject({ noticeId: notice.id, transcription: true, aiAssessment: false });
    expect(view.notice.language).toBe('es');
    const [entry, ...more] = await entriesOf(scene.interviewId);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ type: 'consented', notice: notice.textHash });
    const [row] = await rows<{ salt: Buffer }>('SELECT salt FROM consent.consent WHERE interview_id = $1', [
      scene.interviewId,
    ]);
    const choices = canonicalJson({ transcription: true, aiAssessment: false });
    expect(entry?.['choices']).toBe(
      commitmentOf(row?.salt ?? Buffer.alloc(0), submissionLabels.choices, choices),
    );
    const [candidate] = await rows('SELECT language, time_zone FROM identity.candidate WHERE id = $1', [
      scene.candidate.candidateId,
    ]);
    expect(candidate).toEqual({ language: 'es', time_zone: 'Europe/Madrid' });
  });

  it('given twice is one; changed, the newest counts', async () => {
    const scene = await portalScene();
    await Promise.all([scene.agree(), scene.agree(), scene.agree()]);
    expect(await entriesOf(scene.interviewId)).toHaveLength(1);
    await scene.agree(false, false);
    await scene.agree(true, false);
    expect((await scene.view()).consent).toMatchObject({ transcription: true, aiAssessment: false });
    expect(await entriesOf(scene.interviewId)).toHaveLength(3);
  });

  it('to an older notice is not taken', async () => {
    const scene = await portalScene();
    const { notice } = await scene.view();
    await asOwner((owner) =>
      owner.query(
        `INSERT INTO consent.notice (version, language, text, text_hash, published_at) VALUES (2, 'en', 'new', $1, now())`,
        [digestOf('new')],
      ),
    );
    const late = scene.consents.agree(scene.interviewId, { ...agreeing, noticeId: notice.id });
    expect(await codeOf(late)).toBe('notice-changed');
    const unknown = scene.consents.agree(scene.interviewId, { ...agreeing, noticeId: scene.chance.uuid() });
    expect(await codeOf(unknown)).toBe('notice-changed');
    expect((await scene.view()).status).toBe('invited');
    await scene.agree();
    expect((await scene.view()).consent?.noticeId).not.toBe(notice.id);
  });

  it('comes before anything else, and not for a closed requisition', async () => {
    const scene = await portalScene();
    const { interviewId } = scene;
    expect(await codeOf(scene.answers.write(interviewId, 'first', 'early'))).toBe('consent-needed');
    expect(await codeOf(scene.sent('first'))).toBe('consent-needed');
    expect(await codeOf(scene.submissions.submit(interviewId))).toBe('consent-needed');
    await rows(`UPDATE screening.requisition SET status = 'closed' WHERE id = $1`, [
      scene.requisition.requisitionId,
    ]);
    expect(await codeOf(scene.agree())).toBe('requisition-not-open');
  });

  it('ignores a time zone that does not exist', async () => {
    const scene = await portalScene();
    const noticeId = (await scene.view()).notice.id;
    await scene.consents.agree(scene.interviewId, { ...agreeing, noticeId, timeZone: 'Moon/Base' });
    expect((await scene.view()).status).toBe('in-progress');
  });
});
