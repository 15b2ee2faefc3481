/**
 * `npm run -s journey -- --base URL [--video FILE] [--sign-ins FILE] [--keys FILE]`: drives one interview from invitation to decision
 * through public routes only, and prints one JSON line per step: step, method, path, status, ms.
 *
 * Sign-ins (a recruiter and two reviewers) come from `.evenhand/started.json`, or from a file of the same form. The reviewers sign
 * with keys of this program's own, kept in `.evenhand/reviewer-keys.json` or in another file: --keys FILE.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { BlindPacket, RequisitionView } from '@evenhand/contracts';

import { buildProcesses } from '../building/build-changed.ts';
import { clipFile } from '../demo/answers.ts';
import { readPrivate, writePrivate } from '../keeping/private-file.ts';
import { kept, makeKeptFolders } from '../workspace.ts';
import { ApiSession, type StepReport } from './api-session.ts';
import { consent, recordAnswer, recordingsReady, submit } from './candidate.ts';
import {
  decide,
  invite,
  lockScorecard,
  openRequisition,
  ratingsFor,
  revealed,
  saveDraft,
  signedIn,
  type SignIn,
} from './colleague.ts';
import { holdKey } from './signing.ts';

const help = `npm run -s journey -- --base URL [--video FILE] [--sign-ins FILE] [--keys FILE]

Drives one interview from invitation to decision through public routes only; one JSON line per step: step, method, path, status, ms.
  --base      where the api is, for example http://127.0.0.1:3300
  --video     the recording that is uploaded; one of the demo's unless given
  --sign-ins  a recruiter and two reviewers, in the form of .evenhand/started.json, which is taken unless given
  --keys      where the reviewers' signing keys are kept; .evenhand/reviewer-keys.json unless given
`;

try {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      video: { type: 'string' },
      'sign-ins': { type: 'string', default: '.evenhand/started.json' },
      keys: { type: 'string', default: kept('reviewer-keys.json') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(help);
  else {
    makeKeptFolders();
    // Signing needs a library that Node cannot run as it is.
    await buildProcesses(() => undefined);
    const video = values.video ?? clipFile('amara', 'difficult-customer', 'webm');
    await journey(values.base, video, values['sign-ins'], values.keys);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function journey(
  base: string | undefined,
  video: string,
  signInsFile: string,
  keysFile: string,
): Promise<void> {
  if (base === undefined) throw new Error('Say where the api is: --base http://127.0.0.1:3300');
  if (!existsSync(video)) throw new Error(`There is no file ${video}.`);
  const signIns = readSignIns(signInsFile);
  const recruiter = await signedIn(base, report, need(signIns, 'recruiter', 0));
  const reviewers = [
    await signedIn(base, report, need(signIns, 'reviewer', 0)),
    await signedIn(base, report, need(signIns, 'reviewer', 1)),
  ];

  const people = {
    recruiter: [await ownId(recruiter)],
    reviewer: await Promise.all(reviewers.map(ownId)),
    hiring_manager: [],
  };
  const requisition = await openRequisition(
    recruiter,
    { title: `Journey ${new Date().toISOString()}`, contactEmail: 'jobs@example.org' },
    people,
  );
  const email = `journey-${requisition.id.slice(0, 8)}@example.org`;
  const [secret = ''] = await invite(recruiter, requisition.id, [{ name: 'Journey Candidate', email }]);

  const portal = new ApiSession(base, report, secret);
  await consent(portal, { transcription: true, aiAssessment: true });
  const file = { bytes: readFileSync(video), type: typeOf(video), kind: 'video' as const };
  for (const question of requisition.template.questions) await recordAnswer(portal, question.id, file);
  const { interviewId } = await recordingsReady(portal);
  await submit(portal, interviewId);

  for (const reviewer of reviewers) {
    await holdKey(reviewer, seedOf(await ownId(reviewer), keysFile));
    await rateOne(reviewer, requisition);
  }
  const view = await revealed(recruiter, interviewId);
  const criteria = view.medians.slice(0, 1).map((key) => ({
    questionId: key.questionId,
    criterionId: key.criterionId,
    reason: 'Clear and concrete.',
  }));
  await decide(recruiter, interviewId, {
    outcome: 'advance',
    reasons: { criteria, summary: '' },
    message: 'Thank you, we would like to talk.',
    conversationUrl: 'https://meet.example.org/journey',
  });
  await recruiter.call('fetch the evidence pack', 'GET', `/api/interviews/${interviewId}/pack`);
  await portal.call('see the outcome', 'GET', '/api/portal');
}

/** Rates this requisition's packet with 4s, whatever else is in the queue. */
async function rateOne(reviewer: ApiSession, requisition: RequisitionView): Promise<void> {
  const queue = await reviewer.waitFor<{ rows: { packetId: string; requisition: string }[] }>(
    'wait for the review queue',
    '/api/review/queue?limit=200',
    ({ body }) => body.rows.some((row) => row.requisition === requisition.title),
  );
  const row = queue.rows.find((one) => one.requisition === requisition.title);
  const packet = await reviewer.call<BlindPacket>(
    'open a packet',
    'GET',
    `/api/review/packets/${row?.packetId}`,
  );
  const ratings = ratingsFor(packet, () => 4);
  await saveDraft(reviewer, packet.packetId, ratings.slice(0, 1));
  await lockScorecard(reviewer, packet.packetId, ratings);
}

function report(step: StepReport): void {
  process.stdout.write(`${JSON.stringify(step)}\n`);
}

function readSignIns(file: string): (SignIn & { role: string })[] {
  if (!existsSync(file))
    throw new Error(`There is no ${file}. Start the demo, or name a file with --sign-ins.`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { signIns: (SignIn & { role: string })[] }).signIns;
}

function need(signIns: readonly (SignIn & { role: string })[], role: string, index: number): SignIn {
  const found = signIns.filter((one) => one.role === role)[index];
  if (!found) throw new Error(`The sign-ins lack ${role} number ${index + 1}.`);
  return found;
}

async function ownId(session: ApiSession): Promise<string> {
  return (await session.call<{ id: string }>('who am I', 'GET', '/api/session')).id;
}

function typeOf(file: string): string {
  return path.extname(file) === '.mp4' ? 'video/mp4' : 'video/webm;codecs=vp8,opus';
}

/** The private key with which this program signs for a reviewer: made once and kept for this account alone to read. */
function seedOf(account: string, file: string): Uint8Array {
  const seeds = readPrivate<Record<string, string>>(file) ?? {};
  const seed = seeds[account] ?? randomBytes(32).toString('base64');
  writePrivate(file, { ...seeds, [account]: seed });
  return Buffer.from(seed, 'base64');
}
