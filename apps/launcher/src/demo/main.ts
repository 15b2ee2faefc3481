/**
 * Fills an empty installation with the demo, through the public api like anybody else; only the requisition of made-up
 * figures is written straight into the database.
 *
 * Environment: API_URL, SETUP_CODE, DATABASE_URL (owner), SIGN_INS_FILE.
 */
import { writeFileSync } from 'node:fs';

import type { NewDecision } from '@evenhand/contracts';

import type { StepReport } from '../journey/api-session.ts';
import { decide, invite, openRequisition, revealed } from '../journey/colleague.ts';
import { askForAccommodations } from './accommodations.ts';
import { demoRequisition } from './answers.ts';
import { demoInvitations, takeInterviews } from './candidates.ts';
import { makePeople } from './people.ts';
import { review, submittedCandidates, type DemoReview } from './reviews.ts';
import { makeSyntheticRequisition } from './synthetic.ts';

const base = need('API_URL');
const people = await makePeople(base, quietly, need('SETUP_CODE'));
writeFileSync(need('SIGN_INS_FILE'), JSON.stringify(people.signIns, null, 2), { mode: 0o600 });
say('Everybody has an account.');

const { recruiter, reviewer1, reviewer2, reviewer3, manager } = people.of;
await makeSyntheticRequisition(need('DATABASE_URL'), recruiter.id, Date.now());
say('A closed requisition of 600 synthetic candidates is there.');

const requisition = await openRequisition(recruiter.session, demoRequisition(), {
  recruiter: [recruiter.id],
  reviewer: [reviewer1.id, reviewer2.id],
  hiring_manager: [manager.id],
});
const secrets = await invite(recruiter.session, requisition.id, demoInvitations());
await takeInterviews(base, quietly, secrets);
say('Seven candidates have recorded their answers.');

const invited = demoInvitations().map(({ name }) => name);
await askForAccommodations(base, quietly, (name) => secrets[invited.indexOf(name)] ?? '');
say('Three candidates have asked for accommodations; two of them wait for the officer.');

const first: DemoReview[] = [
  { candidate: 'amara', does: 'lock', ratings: [5, 5, 4, 5] },
  { candidate: 'mei', does: 'lock', ratings: [4, 4, 4, 3] },
  { candidate: 'jonas', does: 'lock', ratings: [3, 4, 3, 1] },
  { candidate: 'lucia', does: 'draft', ratings: [4, 4, 4, 4] },
];
const second: DemoReview[] = [
  { candidate: 'amara', does: 'lock', ratings: [5, 4, 4, 4] },
  { candidate: 'mei', does: 'lock', ratings: [4, 5, 5, 4] },
];
await review(reviewer1.session, submittedCandidates.length, first);
await review(reviewer2.session, submittedCandidates.length, second);
say('Reviewers have rated some of them blind.');

// The third reviewer joins afterwards, so that everybody's queue has something to do.
const members = [
  { userId: recruiter.id, duty: 'recruiter' },
  ...[reviewer1, reviewer2, reviewer3].map(({ id }) => ({ userId: id, duty: 'reviewer' })),
  { userId: manager.id, duty: 'hiring_manager' },
];
await recruiter.session.call('add a reviewer', 'PUT', `/api/requisitions/${requisition.id}/members`, {
  members,
});

const amara = await interviewOf('Amara Osei');
await revealed(recruiter.session, amara);
await revealed(recruiter.session, await interviewOf('Mei Tanaka'));
const decision: NewDecision = {
  outcome: 'advance',
  reasons: {
    criteria: [
      {
        questionId: 'difficult-customer',
        criterionId: 'solution',
        reason: 'Checked that the parcel arrived, and changed how addresses are taken.',
      },
    ],
    summary: '',
  },
  message:
    'Your story about the lost parcel convinced both of our reviewers. We would like to get to know you.',
  conversationUrl: 'https://meet.demo.example/amara',
};
await decide(recruiter.session, amara, decision);
say('Two interviews are revealed, one is decided.');

/** Id of a candidate's interview, from the recruiter's list. */
async function interviewOf(name: string): Promise<string> {
  const path = `/api/requisitions/${requisition.id}/interviews?limit=200`;
  const { rows } = await recruiter.session.call<{ rows: { id: string; candidate: { name: string } }[] }>(
    'list the candidates',
    'GET',
    path,
  );
  const row = rows.find(({ candidate }) => candidate.name === name);
  if (!row) throw new Error(`The demo's candidate ${name} is missing.`);
  return row.id;
}

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The demo needs ${name}.`);
  return value;
}

function quietly(step: StepReport): void {
  if (step.status >= 400) process.stderr.write(`${JSON.stringify(step)}\n`);
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
