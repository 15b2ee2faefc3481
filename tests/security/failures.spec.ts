import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Problem } from '@evenhand/contracts';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import type { ApiSession, Reply } from '../../apps/launcher/src/journey/api-session.ts';
import { submit } from '../../apps/launcher/src/journey/candidate.ts';
import { expectProblem } from '../journeys/problems.ts';
import { begin, finish, slice, startTake } from '../journeys/uploading.ts';
import { asOwner } from '../support/screening-rows.ts';
import { ready, startStack, type Stack } from '../support/stack.ts';
import { asAdministrator } from '../support/test-database.ts';
import { makeWholeScene, type SceneCandidate, type WholeScene } from './whole-scene.ts';

jest.setTimeout(180_000);

let stack: Stack;
let scene: WholeScene;
let candidate: SceneCandidate;

beforeAll(async () => {
  stack = await startStack();
  scene = await makeWholeScene(stack);
  candidate = await scene.begun();
});
afterAll(() => stack?.stop());

const ask = (session: ApiSession, method: string, where: string, body?: unknown): Promise<Reply<Problem>> =>
  session.send(
    'ask',
    method,
    where,
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );

const planted = `planted-${randomUUID()}`;

/** Takes a right away from a role, as a mistake of ours would, and gives it back. */
async function without(grant: string, table: string, role: string, work: () => Promise<void>): Promise<void> {
  await asOwner((owner) => owner.query(`REVOKE ${grant} ON ${table} FROM evenhand_${role}`));
  try {
    await work();
  } finally {
    await asOwner((owner) => owner.query(`GRANT ${grant} ON ${table} TO evenhand_${role}`));
  }
}

/** An error of ours says that it is one, gives a reference, and nothing else. */
async function expectInternal(reply: Reply<Problem>): Promise<void> {
  const { detail } = expectProblem(reply, 500, 'internal');
  const reference = reply.headers.get('x-request-id') ?? '';
  expect(detail).toBe(`Something went wrong on our side. Reference: ${reference}`);
  expect(JSON.stringify(reply.body)).not.toContain(planted);
  const line = await logLine(reference);
  expect(JSON.parse(line)).toMatchObject({ problem: 'internal', fault: expect.any(String) });
  expect(line).not.toContain(planted);
}

/** What the log says about an error; it may come a moment after the answer. */
async function logLine(reference: string): Promise<string> {
  for (let tries = 0; tries < 40; tries += 1) {
    const lines = stack.log('api').split('\n');
    const line = lines.find((each) => each.includes(reference) && each.includes('"problem"'));
    if (line !== undefined) return line;
    await wait(50);
  }
  throw new Error(`The log says nothing about ${reference}.`);
}

describe('an error nobody foresaw', () => {
  it('tells whoever asked nothing but a reference into the log, whoever asks and wherever it happens', async () => {
    const { recruiter, reviewer, auditor, administrator } = scene.people;
    const cases: [string, string, string, () => Promise<Reply<Problem>>][] = [
      ['SELECT', 'people.session', 'signin', () => ask(auditor.session, 'GET', '/api/session')],
      [
        'UPDATE',
        'people."user"',
        'signin',
        () =>
          ask(auditor.session, 'POST', '/api/session', {
            email: `${planted}@example.org`,
            password: planted,
          }),
      ],
      [
        'INSERT',
        'people."user"',
        'signin',
        () =>
          ask(administrator.session, 'POST', '/api/people', {
            email: `${planted}@example.org`,
            name: planted,
            password: `${planted} long`,
            roles: ['auditor'],
          }),
      ],
      [
        'INSERT',
        'screening.requisition',
        'staff',
        () =>
          ask(recruiter.session, 'POST', '/api/requisitions', {
            title: planted,
            contactEmail: 'jobs@example.org',
          }),
      ],
      [
        'INSERT',
        'identity.candidate',
        'staff',
        () =>
          ask(recruiter.session, 'POST', `/api/requisitions/${scene.requisitionId}/invitations`, {
            csv: `${planted},${planted}@example.org`,
          }),
      ],
      ['SELECT', 'identity.mail', 'staff', () => ask(recruiter.session, 'GET', '/api/outbox')],
      ['SELECT', 'screening.invitation', 'portal', () => ask(candidate.portal, 'GET', '/api/portal')],
      [
        'UPDATE',
        'screening.answer',
        'portal',
        () => ask(candidate.portal, 'PUT', '/api/portal/answers/first/text', { text: planted }),
      ],
      ['SELECT', 'review.assignment', 'review', () => ask(reviewer.session, 'GET', '/api/review/queue')],
      ['SELECT', 'ledger.pending', 'compliance', () => ask(auditor.session, 'GET', '/api/ledger/entries')],
    ];
    await candidate.portal.call('write', 'PUT', '/api/portal/answers/first/text', { text: 'Before.' });
    for (const [grant, table, role, request] of cases) {
      await without(grant, table, role, async () => expectInternal(await request()));
      expect([table, (await request()).status < 500]).toEqual([table, true]);
    }
  });

  it('leaves nothing half done: what failed at its last statement never happened', async () => {
    const person = await scene.begun();
    for (const question of ['first', 'second']) {
      await person.portal.call('write', 'PUT', `/api/portal/answers/${question}/text`, { text: 'Mine.' });
    }
    await without('INSERT', 'jobs.step', 'portal', async () => {
      await expectInternal(
        await ask(person.portal, 'POST', `/api/interviews/${person.interviewId}/submit`, {}),
      );
    });
    const { rows } = await asOwner((owner) =>
      owner.query<{ status: string; submissions: number; entries: number }>(
        `SELECT i.status, (SELECT count(*)::int FROM consent.submission s WHERE s.interview_id = i.id) AS submissions,
                (SELECT count(*)::int FROM ledger.pending p WHERE p.type = 'submitted' AND p.entry::jsonb ->> 'interview' = i.id::text) AS entries
         FROM screening.interview i WHERE i.id = $1`,
        [person.interviewId],
      ),
    );
    expect(rows).toEqual([{ status: 'in_progress', submissions: 0, entries: 0 }]);
    expect(await submit(person.portal, person.interviewId)).toMatchObject({
      interviewId: person.interviewId,
    });
  });
});

describe('a storage that is gone', () => {
  it('is said in words; what arrived before is still there when it is back', async () => {
    const folder = path.join(stack.folder, 'storage');
    const clip = new Uint8Array(readFileSync(clipFile('david', 'difficult-customer', 'webm')));
    const person = await scene.begun();
    const takeId = await startTake(person.portal);
    const location = (await begin(person.portal, takeId)).headers.get('location') ?? '';
    await slice(person.portal, location, 0, clip.slice(0, 50_000));

    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, 'no folder');
    try {
      for (const reply of [
        await slice(person.portal, location, 50_000, clip.slice(50_000)),
        await finish(person.portal, takeId, clip),
        await begin(person.portal, takeId),
      ]) {
        const { code, detail } = reply.body as Problem;
        expectProblem(reply, reply.status, code);
        expect(detail).not.toContain(stack.folder);
        expect([404, 409, 503]).toContain(reply.status);
      }
    } finally {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    }
    expect((await slice(person.portal, location, 50_000, clip.slice(50_000))).status).toBe(204);
    expect((await finish(person.portal, takeId, clip)).status).toBe(200);
  });
});

describe('a database that is gone', () => {
  it('is said in words, and everything goes on when it is back', async () => {
    const waiting = await scene.submitted();
    const name = new URL(process.env['DATABASE_URL'] ?? '').pathname.slice(1);
    await asAdministrator(async (server) => {
      await server.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
      await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    });
    try {
      const replies = [
        await ask(scene.people.auditor.session, 'GET', '/api/session'),
        await ask(candidate.portal, 'GET', '/api/portal'),
        await ask(candidate.portal, 'PUT', '/api/portal/answers/first/text', { text: planted }),
        await ask(scene.people.reviewer.session, 'POST', '/api/session', {
          email: 'x@example.org',
          password: planted,
        }),
      ];
      for (const reply of replies) {
        const { retryable } = expectProblem(reply, 503, 'database-unavailable');
        expect(retryable).toBe(true);
        expect(JSON.stringify(reply.body)).not.toMatch(
          new RegExp(`${name}|127\\.0\\.0\\.1|evenhand_|${planted}`),
        );
      }
      const health = await fetch(`${stack.base}/api/health/ready`);
      expect(health.status).toBe(503);
      expect(await health.text()).not.toMatch(new RegExp(`${name}|127\\.0\\.0\\.1`));
      expect((await fetch(`${stack.base}/api/health`)).status).toBe(200);
    } finally {
      await asAdministrator((server) => server.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`));
    }
    await ready(stack.base, 60_000);
    await scene.reviewed(waiting);
  });
});
