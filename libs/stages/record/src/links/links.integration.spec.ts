import { codeOf, closeScenes, portalScene, rows, threeDaysMs } from '../testing/portal-scene';
import { asOwner } from '../../../../../tests/support/screening-rows';
import { hashOfSecret } from './link-secret';

afterAll(closeScenes);

const dayMs = 86_400_000;
const mails = (email: string): Promise<{ kind: string; text: string }[]> =>
  rows('SELECT kind, text FROM identity.mail WHERE recipient = $1 ORDER BY created_at, id', [email]);
const secretIn = (mail: { text: string } | undefined): string =>
  /\/interview\/i\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';

describe('personal links', () => {
  it('open the interview they belong to, and nothing else', async () => {
    const { links, candidate, interviewId, requisition } = await portalScene();
    expect(await links.interviewOf(candidate.secret)).toEqual({
      interviewId,
      requisitionId: requisition.requisitionId,
      candidateId: candidate.candidateId,
    });
    expect(await codeOf(links.interviewOf(`${candidate.secret}x`))).toBe('link-unknown');
    expect(await codeOf(links.interviewOf(hashOfSecret(candidate.secret)))).toBe('link-unknown');
    expect(await codeOf(links.interviewOf(''))).toBe('link-unknown');
  });

  it('say that they were taken back, and whom to write to', async () => {
    const { links, candidate } = await portalScene();
    await rows('UPDATE screening.invitation SET revoked_at = now() WHERE id = $1', [candidate.invitationId]);
    await expect(links.interviewOf(candidate.secret)).rejects.toMatchObject({
      code: 'link-revoked',
      message: expect.stringContaining('jobs@example.org') as string,
    });
  });

  it('show an expired or withdrawn interview, and change nothing in it', async () => {
    const scene = await portalScene();
    await scene.agree();
    scene.clock.pass(threeDaysMs + 16 * 60_000);
    expect((await scene.view()).status).toBe('expired');
    expect(await codeOf(scene.answers.clarify(scene.interviewId, 'late'))).toBe('link-expired');
    await scene.withdrawals.withdraw(scene.interviewId);
    expect((await scene.view()).status).toBe('withdrawn');
    expect(await codeOf(scene.answers.clarify(scene.interviewId, 'later'))).toBe('interview-closed');
  });
});

describe('open links', () => {
  const robin = { name: 'Robin', email: 'robin@example.net', language: 'es-MX', timeZone: 'America/Bogota' };

  it('let somebody new start at once, with a link in the mail for later', async () => {
    const scene = await portalScene();
    const email = `${scene.chance.uuid()}@example.net`;
    const secret = await scene.openLink();
    expect(await scene.entries.view(secret)).toEqual({
      title: 'Support agent',
      description: '',
      contactEmail: 'jobs@example.org',
      synthetic: false,
    });
    const started = await scene.entries.enter(secret, { ...robin, email });
    const { interviewId } = await scene.links.interviewOf(started.secret ?? '');
    const view = await scene.portal.view(interviewId);
    expect(view.candidate).toEqual({ name: 'Robin', email });
    expect(view.notice.language).toBe('es');
    expect(Date.parse(view.deadline ?? '')).toBe(scene.clock.now() + threeDaysMs);
    const [mail, ...more] = await mails(email);
    expect(more).toEqual([]);
    expect(secretIn(mail)).toBe(started.secret);
    expect(mail?.text).toContain('Este es su enlace personal');
    const steps = await rows(
      `SELECT s.stage FROM jobs.step s JOIN identity.mail m ON m.id = s.subject WHERE m.recipient = $1`,
      [email],
    );
    expect(steps).toEqual([{ stage: 'mail' }]);
  });

  it('send a known address its link by mail only, and never break an earlier one', async () => {
    const scene = await portalScene();
    const email = `${scene.chance.uuid()}@example.net`;
    const secret = await scene.openLink();
    const first = await scene.entries.enter(secret, { ...robin, email });
    for (let asked = 0; asked < 5; asked += 1) {
      expect(await scene.entries.enter(secret, { ...robin, name: 'Somebody else', email })).toEqual({
        secret: null,
      });
    }
    const sent = await mails(email);
    expect(sent).toHaveLength(1 + 3);
    const opened = await Promise.all(sent.map((mail) => scene.links.interviewOf(secretIn(mail))));
    expect(new Set(opened.map((one) => one.interviewId)).size).toBe(1);
    expect(await scene.links.interviewOf(first.secret ?? '')).toEqual(opened[0]);
    expect((await scene.portal.view(opened[0]?.interviewId ?? '')).candidate.name).toBe('Robin');
    scene.clock.pass(dayMs + 1);
    await scene.entries.enter(secret, { ...robin, email });
    expect(await mails(email)).toHaveLength(5);
  });

  it('do not hand an address known from elsewhere to whoever types it', async () => {
    const [elsewhere, here] = [await portalScene(), await portalScene()];
    const { email } = elsewhere.candidate;
    const started = await here.entries.enter(await here.openLink(), { ...robin, email });
    expect(started).toEqual({ secret: null });
    const [mail] = await mails(email);
    const { interviewId } = await here.links.interviewOf(secretIn(mail));
    expect(interviewId).not.toBe(elsewhere.interviewId);
    expect((await here.portal.view(interviewId)).candidate.name).toBe('Robin Example');
  });

  it('make one candidate of one address, however many tabs enter it at once', async () => {
    const scene = await portalScene();
    const email = `${scene.chance.uuid()}@example.net`;
    const secret = await scene.openLink();
    const started = await Promise.all(
      Array.from({ length: 6 }, () => scene.entries.enter(secret, { ...robin, email })),
    );
    expect(started.filter((one) => one.secret !== null)).toHaveLength(1);
    expect(await rows('SELECT id FROM identity.candidate WHERE email = $1', [email])).toHaveLength(1);
  });

  it('say why they cannot be used', async () => {
    const scene = await portalScene();
    const past = new Date(scene.clock.now() - 1);
    expect(await codeOf(scene.entries.view('nonsense'))).toBe('link-unknown');
    expect(await codeOf(scene.entries.view(await scene.openLink({ revokedAt: past })))).toBe('link-revoked');
    expect(await codeOf(scene.entries.enter(await scene.openLink({ expiresAt: past }), robin))).toBe(
      'link-expired',
    );
    const secret = await scene.openLink();
    await asOwner((owner) =>
      owner.query(`UPDATE screening.requisition SET status = 'closed' WHERE id = $1`, [
        scene.requisition.requisitionId,
      ]),
    );
    expect(await codeOf(scene.entries.enter(secret, robin))).toBe('requisition-not-open');
  });
});
