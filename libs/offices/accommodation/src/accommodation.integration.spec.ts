import type { Adjustment } from '@evenhand/contracts';
import { effectiveLimits, Trouble } from '@evenhand/domain';
import { accommodationScene, closeScenes, rows } from './accommodation-scene.fake';

afterAll(closeScenes);

const hourMs = 3_600_000;
const talk: Adjustment = { dial: 'live-conversation' };
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (error instanceof Trouble) return error.code;
    throw error;
  });
const lettersTo = (recipient: string) =>
  rows<{ id: string; kind: string; requisition_id: string | null; text: string; due_at: Date }>(
    `SELECT m.*, s.due_at FROM identity.mail m JOIN jobs.step s ON s.subject = m.id WHERE m.recipient = $1 ORDER BY m.created_at`,
    [recipient],
  );

describe('asking', () => {
  it('grants what is small at once and leaves the rest to an officer', async () => {
    const { ask, own, interviewId } = await accommodationScene();
    const small: Adjustment = { dial: 'answer-time', times: 1.5 };
    const [waiting] = await ask([small, talk, { dial: 'human-only' }], 'I stammer.');
    const { requests, open } = await own.list(interviewId);
    expect(open).toBe(true);
    expect(requests).toHaveLength(2);
    expect(requests.find(({ id }) => id === waiting)).toMatchObject({
      wishes: [talk],
      note: 'I stammer.',
      atOnce: false,
    });
    expect(requests.find(({ atOnce }) => atOnce)).toMatchObject({
      status: 'granted',
      granted: [small, { dial: 'human-only' }],
      note: '',
      dueAt: null,
    });
    expect(
      await rows('SELECT interview_id FROM consent.human_only WHERE interview_id = $1', [interviewId]),
    ).toHaveLength(1);
  });

  it('is written to the log under an id that leads nowhere', async () => {
    const { ask, own, decisions, officerId, interviewId } = await accommodationScene();
    const [waiting = ''] = await ask([talk, { dial: 'prompt-captions' }]);
    await decisions.decide(waiting, { grants: [], reply: 'We cannot.' }, officerId);
    const ids = (await own.list(interviewId)).requests.map(({ id }) => id);
    const entries = await rows<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'request' = ANY ($1)`,
      [ids],
    );
    const written = entries.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);
    expect(written.map(({ type }) => type).sort()).toEqual([
      'accommodation-decided',
      'accommodation-decided',
      'accommodation-requested',
      'accommodation-requested',
    ]);
    for (const entry of written) {
      expect(Object.keys(entry).filter((key) => !['v', 'type', 'request', 'decision'].includes(key))).toEqual(
        [],
      );
      expect(JSON.stringify(entry)).not.toContain(interviewId);
    }
    const others = await rows<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'type' NOT LIKE 'accommodation-%'`,
    );
    for (const id of ids) expect(others.filter(({ entry }) => entry.includes(id))).toEqual([]);
  });

  it('stops at three that wait, and goes on when one is taken back', async () => {
    const { ask, own, interviewId } = await accommodationScene();
    await ask([talk]);
    await ask([talk]);
    const [last = ''] = await ask([talk]);
    expect(await codeOf(ask([talk]))).toBe('requests-pending');
    await ask([{ dial: 'prompt-captions' }]);
    await own.withdraw(interviewId, last);
    await own.withdraw(interviewId, last);
    await ask([talk]);
  });

  it('is no longer possible once the interview was handed in, and never for somebody else', async () => {
    const { ask, own, interviewId, invited } = await accommodationScene();
    const [waiting = ''] = await ask([talk]);
    const other = await invited();
    expect(await codeOf(own.withdraw(other.interviewId, waiting))).toBe('not-found');
    expect(await codeOf(own.answer(other.interviewId, waiting, { text: 'x' }))).toBe('not-found');
    expect((await own.list(other.interviewId)).requests).toEqual([]);
    await rows(`UPDATE screening.interview SET status = 'submitted' WHERE id = $1 RETURNING id`, [
      interviewId,
    ]);
    expect(await codeOf(ask([talk]))).toBe('interview-closed');
    expect((await own.list(interviewId)).open).toBe(false);
  });
});

describe('officers', () => {
  it('see what is due first, and what is late', async () => {
    const { clock, ask, queue, invited } = await accommodationScene();
    const [first] = await ask([talk]);
    clock.pass(hourMs);
    const [second] = await ask([talk], '', (await invited()).interviewId);
    const ownIds = async () => {
      const page = await queue.list({ state: 'pending', limit: 200 });
      return page.rows.filter(({ id }) => id === first || id === second);
    };
    expect((await ownIds()).map(({ id }) => id)).toEqual([first, second]);
    clock.pass(47.5 * hourMs);
    expect((await ownIds()).map(({ overdue }) => overdue)).toEqual([true, false]);
    const one = await queue.list({ state: 'pending', limit: 1 });
    const next = await queue.list({ state: 'pending', limit: 200, cursor: one.next ?? '' });
    expect(next.rows.map(({ id }) => id)).not.toContain(one.rows[0]?.id);
    expect(one.rows.length + next.rows.length).toBe(one.pending);
  });

  it('grant what they name, for the running interview at once, and the candidate is told that there is an answer', async () => {
    const { clock, ask, own, queue, decisions, officerId, interviewId } = await accommodationScene();
    const [waiting = ''] = await ask([{ dial: 'answer-time', times: 4 }]);
    expect(effectiveLimits((await queue.read(waiting)).facts)).toMatchObject({ clockStopped: true });
    clock.pass(5 * hourMs);
    const grants: Adjustment[] = [
      { dial: 'answer-time', times: 3 },
      { dial: 'extra-takes', takes: 4 },
    ];
    await decisions.decide(waiting, { grants, reply: 'Three times, and four more tries.' }, officerId);
    const seen = await queue.read(waiting);
    expect(seen).toMatchObject({ status: 'granted', decidedBy: 'Ada', granted: grants, overdue: false });
    expect(effectiveLimits(seen.facts)).toMatchObject({
      clockStopped: false,
      deadline: seen.facts.template.deadline + 5 * hourMs,
      questions: [
        { answerSeconds: 360, takes: 6 },
        { answerSeconds: 360, takes: 6 },
      ],
    });
    expect((await own.list(interviewId)).requests[0]).toMatchObject({
      status: 'granted',
      atOnce: false,
      reply: 'Three times, and four more tries.',
    });
    expect(await codeOf(decisions.decide(waiting, { grants: [], reply: 'No.' }, officerId))).toBe(
      'request-answered',
    );

    const [{ email } = { email: '' }] = await rows<{ email: string }>(
      'SELECT c.email FROM identity.candidate c JOIN screening.interview i ON i.candidate_id = c.id WHERE i.id = $1',
      [interviewId],
    );
    const [letter, ...more] = await lettersTo(email);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: 'accommodation-news', requisition_id: null });
    expect(letter?.text).not.toMatch(/three|time|accommodation/i);
  });

  it('are reminded by letter half way to the date, unless it was answered or taken back', async () => {
    const { clock, ask, own, decisions, officerId, interviewId } = await accommodationScene();
    const before = (await lettersTo('ada@example.org')).map(({ id }) => id);
    const newOnes = async () => (await lettersTo('ada@example.org')).filter(({ id }) => !before.includes(id));
    const [first = ''] = await ask([talk]);
    const letters = await newOnes();
    expect(letters).toMatchObject([{ kind: 'accommodation-reminder' }]);
    expect(letters[0]?.due_at.getTime()).toBe(clock.now() + 24 * hourMs);
    expect(letters[0]?.text).not.toMatch(/conversation|Robin/);
    await decisions.decide(first, { grants: [talk], reply: 'Gladly.' }, officerId);
    expect(await newOnes()).toEqual([]);
    const [second = ''] = await ask([talk]);
    expect(await newOnes()).toHaveLength(1);
    await own.withdraw(interviewId, second);
    expect(await newOnes()).toEqual([]);
  });

  it('read details of somebody’s health only when they asked for them, and only until they decide', async () => {
    const { ask, own, queue, decisions, officerId, interviewId } = await accommodationScene();
    const [waiting = ''] = await ask([talk]);
    const answer = (text: string) => own.answer(interviewId, waiting, { text });
    expect(await codeOf(answer('Nobody asked.'))).toBe('nothing-asked');
    await decisions.ask(waiting, { text: 'How long can you speak?' });
    expect((await own.list(interviewId)).requests[0]?.question).toEqual({
      text: 'How long can you speak?',
      answered: false,
    });
    await answer('Ten minutes, because of my lungs.');
    expect((await queue.read(waiting)).question?.answer).toBe('Ten minutes, because of my lungs.');
    expect(JSON.stringify(await own.list(interviewId))).not.toContain('lungs');
    await decisions.decide(waiting, { grants: [talk], reply: 'Gladly.' }, officerId);
    expect((await queue.read(waiting)).question?.answer).toBeNull();
    expect(await rows('SELECT FROM accommodation.medical_detail WHERE request_id = $1', [waiting])).toEqual(
      [],
    );
    expect(await codeOf(answer('More.'))).toBe('nothing-asked');
  });

  it('see what else somebody asked for', async () => {
    const { ask, queue } = await accommodationScene();
    const [waiting = ''] = await ask([talk, { dial: 'prompt-captions' }]);
    expect((await queue.read(waiting)).history).toMatchObject([
      { status: 'granted', granted: [{ dial: 'prompt-captions' }], decidedBy: null },
    ]);
  });
});

describe('pauses', () => {
  it('need a grant, run out, and go on when more is granted meanwhile', async () => {
    const { clock, ask, pauses, interviewId } = await accommodationScene();
    expect(await codeOf(pauses.begin(interviewId))).toBe('pause-not-granted');
    await ask([{ dial: 'pauses', seconds: 3600 }]);
    await pauses.begin(interviewId);
    await pauses.begin(interviewId);
    clock.pass(0.5 * hourMs);
    await pauses.end(interviewId);
    clock.pass(hourMs);
    await pauses.begin(interviewId);
    clock.pass(2 * hourMs);
    expect(await codeOf(pauses.begin(interviewId))).toBe('pause-not-granted');
    await ask([{ dial: 'pauses', seconds: 14_400 }]);
    await pauses.begin(interviewId);
    const taken = await rows<{ open: boolean }>(
      'SELECT ended_at IS NULL AS open FROM accommodation.pause WHERE interview_id = $1 ORDER BY started_at',
      [interviewId],
    );
    expect(taken.map(({ open }) => open)).toEqual([false, true]);
  });
});

describe('the policy', () => {
  it('is the default until an officer sets another, and each version is kept', async () => {
    const { ask, policies, officerId } = await accommodationScene();
    const before = await policies.current();
    expect(before).toMatchObject({ version: 0, since: null, by: null, everybody: [] });
    const policy = { everybody: [], atOnce: [talk], answerWithinHours: 12 };
    await policies.change(policy, officerId);
    expect(await policies.current()).toMatchObject({ ...policy, version: 1, by: 'Ada' });
    expect(await ask([talk])).toEqual([]);
    expect(await ask([{ dial: 'prompt-captions' }])).toHaveLength(1);
    const { everybody, atOnce, answerWithinHours } = before;
    await policies.change({ everybody, atOnce, answerWithinHours }, officerId);
  });
});

describe('figures', () => {
  it('tell nothing that stands for fewer than five people', async () => {
    await rows('UPDATE accommodation.request SET created_at = created_at - interval $$1 year$$ RETURNING id');
    const { ask, decisions, figures, invited, officerId, clock } = await accommodationScene();
    const answered = async (count: number, grants: Adjustment[]) => {
      for (let number = 0; number < count; number += 1) {
        const [waiting = ''] = await ask([talk], '', (await invited()).interviewId);
        clock.pass(2 * hourMs);
        await decisions.decide(waiting, { grants, reply: 'So.' }, officerId);
      }
    };
    await answered(4, [talk]);
    expect(await figures.recent()).toMatchObject({
      asked: null,
      decided: null,
      granted: null,
      medianHours: null,
    });
    await answered(6, [talk]);
    expect(await figures.recent()).toMatchObject({
      asked: 10,
      decided: 10,
      granted: 10,
      inTime: 10,
      medianHours: 2,
    });
    await answered(1, []);
    expect(await figures.recent()).toMatchObject({ asked: 11, granted: null });
  });
});
