import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as contracts from '@evenhand/contracts';
import type { AccommodationCase, OwnAccommodations, PortalView } from '@evenhand/contracts';
import { z } from 'zod';

import type { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { submit } from '../../apps/launcher/src/journey/candidate.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { fieldsOfContract } from './fields.ts';
import { makeWholeScene, type SceneCandidate, type WholeScene } from './whole-scene.ts';

jest.setTimeout(240_000);

let stack: Stack;
let scene: WholeScene;

beforeAll(async () => {
  stack = await startStack();
  scene = await makeWholeScene(stack);
});
afterAll(() => stack?.stop());

const own = '/api/portal/accommodations';
const mark = 'unmistakable-words-of-an-accommodation';

/** Asks for a great deal, of which an officer grants more. */
async function accommodated(candidate: SceneCandidate): Promise<string> {
  const wishes = [
    { dial: 'answer-time', times: 1.5 },
    { dial: 'human-only' },
    { dial: 'deadline', times: 5 },
    { dial: 'other', text: mark },
  ];
  const { requests } = await candidate.portal.call<OwnAccommodations>('ask', 'POST', own, {
    wishes,
    note: mark,
  });
  const id = requests.find(({ status }) => status === 'pending')?.id ?? '';
  const officer = scene.people.accommodation_officer.session;
  await officer.call('ask back', 'POST', `/api/accommodations/${id}/question`, { text: mark });
  await candidate.portal.call('tell', 'PUT', `${own}/${id}/details`, { text: mark });
  const grants = [
    { dial: 'deadline', times: 5 },
    { dial: 'extra-takes', takes: 5 },
    { dial: 'answer-kinds', kinds: ['audio', 'text', 'sign-language'], track: 'interpreter' },
    { dial: 'other', text: mark },
  ];
  await officer.call('decide', 'POST', `/api/accommodations/${id}/decision`, { grants, reply: mark });
  return id;
}

/** Everything a role that must not know can look at, as it arrives. */
async function seen(
  role: 'recruiter' | 'hiring_manager' | 'reviewer' | 'administrator' | 'compliance_officer',
) {
  const at = `/api/requisitions/${scene.requisitionId}`;
  const pages = {
    recruiter: ['/api/requisitions', at, `${at}/interviews?limit=200`, '/api/outbox?limit=200'],
    hiring_manager: ['/api/requisitions', at, `${at}/interviews?limit=200`],
    reviewer: ['/api/review/queue', '/api/review/queue?state=locked'],
    administrator: ['/api/outbox?limit=200', '/api/people', '/api/dead-letters', '/api/health/ready'],
    compliance_officer: [],
  }[role];
  const answers: [string, number, string][] = [];
  for (const page of pages) {
    const { status, body } = await scene.people[role].session.send('look', 'GET', page, {});
    answers.push([page, status, JSON.stringify(body)]);
  }
  return answers;
}

describe('what somebody was granted', () => {
  it('changes no byte of what recruiters, managers, reviewers and administrators receive', async () => {
    const candidate = await scene.begun();
    const roles = ['recruiter', 'hiring_manager', 'reviewer', 'administrator'] as const;
    const before = await Promise.all(roles.map(seen));
    const id = await accommodated(candidate);
    const view = await candidate.portal.call<PortalView>('look', 'GET', '/api/portal');
    expect(view.adjustments).toMatchObject({ humanOnly: true, signLanguage: true, tracks: ['interpreter'] });
    expect(view.questions[0]).toMatchObject({ answerSeconds: 180, takesLeft: 7 });
    expect(await Promise.all(roles.map(seen))).toEqual(before);

    // Nor does handing in tell: a packet of somebody who was granted something has the fields of any other.
    for (const question of ['first', 'second']) {
      await candidate.portal.call('write', 'PUT', `/api/portal/answers/${question}/text`, {
        text: 'An answer.',
      });
    }
    await submit(candidate.portal, candidate.interviewId);
    const packet = JSON.stringify(await scene.nextPacket());
    const after = JSON.stringify(await Promise.all(roles.map(seen)));
    for (const answer of [packet, after]) {
      expect(answer).not.toContain(mark);
      expect(answer).not.toContain(id);
      expect(answer).not.toMatch(/accommodation-|human-only|interpreter/);
    }
  });

  it('is open to officers and to its own candidate', async () => {
    const [candidate, other] = [await scene.begun(), await scene.begun()];
    const id = await accommodated(candidate);
    const stranger = await other.portal.send('take back', 'POST', `${own}/${id}/withdraw`, {
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(stranger.status).toBe(404);
    expect(JSON.stringify(await other.portal.call('look', 'GET', own))).not.toContain(mark);
    const officer = scene.people.accommodation_officer.session;
    const seenByOfficer = await officer.call<AccommodationCase>('look', 'GET', `/api/accommodations/${id}`);
    expect(seenByOfficer).toMatchObject({ status: 'granted', question: { answer: null } });
    for (const role of [
      'recruiter',
      'reviewer',
      'hiring_manager',
      'administrator',
      'compliance_officer',
      'auditor',
    ] as const) {
      const { session } = scene.people[role];
      for (const page of ['/api/accommodations', `/api/accommodations/${id}`, '/api/accommodation-figures']) {
        expect([role, page, (await session.send('look', 'GET', page, {})).status]).toEqual([role, page, 403]);
      }
    }
  });

  it('is not in the log either: an auditor learns that somebody asked, and not who', async () => {
    const candidate = await scene.begun();
    const id = await accommodated(candidate);
    const auditor: ApiSession = scene.people.auditor.session;
    let from: number | null = 0;
    const entries: string[] = [];
    while (from !== null) {
      const page: { entries: { entry: string }[]; next: number | null } = await auditor.call(
        'read the log',
        'GET',
        `/api/ledger/entries?from=${from}`,
      );
      entries.push(...page.entries.map(({ entry }) => entry));
      from = page.next;
    }
    const about = entries.filter((entry) => entry.includes(id)).map((entry) => JSON.parse(entry) as object);
    expect(about).toMatchObject([{ type: 'accommodation-requested' }, { type: 'accommodation-decided' }]);
    for (const entry of about) expect(JSON.stringify(entry)).not.toContain(candidate.interviewId);
  });
});

describe('contracts', () => {
  const about = /accommodat|adjustment|wishes|granted|clockStopped|humanOnly|pauseSeconds|signLanguage/i;
  const known = /Accommodation|Adjustment|PortalView|LimitFacts|MedicalDetail/;
  const all = Object.entries(contracts).flatMap(([name, contract]): [string, z.ZodType][] =>
    contract instanceof z.ZodType ? [[name, contract]] : [],
  );

  it('speak of accommodations to candidates and officers only', () => {
    expect(all.length).toBeGreaterThan(60);
    const telling = all
      .filter(([name]) => !known.test(name) && name !== 'LogEntry')
      .filter(([, contract]) => fieldsOfContract(contract).some((field) => about.test(field)))
      .map(([name]) => name);
    expect(telling).toEqual([]);
  });
});
