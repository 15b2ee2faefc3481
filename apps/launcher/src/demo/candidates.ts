import { readFileSync } from 'node:fs';

import { ApiSession, type StepReport } from '../journey/api-session.ts';
import { consent, recordAnswer, recordingsReady, submit } from '../journey/candidate.ts';
import { clipFile, demoCandidates, type DemoCandidate } from './answers.ts';

/** How far the demo takes a candidate. Who is not named here submits. */
const inProgress = ['sam'];
/** Refused AI assessment; nobody who reviews can tell. */
const withoutAi = ['david'];
/** Supplied captions of their own. */
const captioned = ['noor'];

/** People who were invited and have not begun: their links are there to try. */
const invitedOnly = ['Kim Seo-yeon', 'Alex Roth'];

/** Everybody to invite: those who answer, and those who have not begun. */
export function demoInvitations(): { name: string; email: string }[] {
  return [...demoCandidates().map(({ name }) => name), ...invitedOnly].map((name) => ({
    name,
    email: `${asAddress(name)}@demo.example`,
  }));
}

const asAddress = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.');

/** Records the answers of every candidate, as their browsers would. */
export async function takeInterviews(
  base: string,
  report: (step: StepReport) => void,
  secrets: readonly string[],
): Promise<void> {
  await Promise.all(
    demoCandidates().map((candidate, index) =>
      takeInterview(candidate, new ApiSession(base, report, secrets[index] ?? '')),
    ),
  );
}

async function takeInterview(candidate: DemoCandidate, portal: ApiSession): Promise<void> {
  await consent(portal, { transcription: true, aiAssessment: !withoutAi.includes(candidate.key) });
  for (const question of Object.keys(candidate.answers)) {
    const bytes = readFileSync(clipFile(candidate.key, question, 'webm'));
    await recordAnswer(portal, question, { bytes, type: 'video/webm;codecs=vp8,opus', kind: 'video' });
    if (captioned.includes(candidate.key)) {
      const text = readFileSync(clipFile(candidate.key, question, 'vtt'), 'utf8');
      await portal.call('add captions', 'PUT', `/api/portal/answers/${question}/captions`, {
        format: 'vtt',
        text,
        source: 'candidate',
      });
    }
  }
  for (const [question, text] of Object.entries(candidate.texts ?? {})) {
    await portal.call('write an answer', 'PUT', `/api/portal/answers/${question}/text`, { text });
  }
  const { interviewId } = await recordingsReady(portal);
  if (!inProgress.includes(candidate.key)) await submit(portal, interviewId);
}
