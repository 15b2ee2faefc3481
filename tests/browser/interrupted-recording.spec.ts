import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { PortalView } from '@evenhand/contracts';
import type { Browser } from 'playwright-core';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { startChromium } from '../support/chromium.ts';
import { makeColleagues, type TestColleague } from '../journeys/colleagues.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { ready, startStack, type Stack } from '../support/stack.ts';
import { InterviewDriver } from './interview-driver.ts';

jest.setTimeout(240_000);

let stack: Stack;
let people: Record<'recruiter' | 'one', TestColleague>;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  people = await makeColleagues(stack, { recruiter: 'recruiter', one: 'reviewer' });
  const spoken = path.join(stack.folder, 'spoken.wav');
  execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', spoken, 'I listened first. '.repeat(12)]);
  browser = await startChromium(spoken);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A candidate who has agreed and looks at the first question, and the same candidate's view of the server. */
async function candidateAtFirstQuestion(name: string) {
  const requisition = await openRequisition(
    people.recruiter.session,
    {
      title: `Interrupted: ${name}`,
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    { recruiter: [people.recruiter.id], reviewer: [people.one.id], hiring_manager: [] },
  );
  const [secret = ''] = await invite(people.recruiter.session, requisition.id, [
    { name, email: `${name}@example.org` },
  ]);
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const candidate = new InterviewDriver(await context.newPage());
  await candidate.open(`${stack.base}/interview/i/${secret}`);
  await candidate.begin();
  await candidate.consent({ transcription: true, aiAssessment: false });
  await candidate.skipDevices();
  await candidate.openQuestion(1);
  const portal = new ApiSession(stack.base, () => undefined, secret);
  const takes = async () =>
    (await portal.call<PortalView>('look', 'GET', '/api/portal')).questions[0]?.takes ?? [];
  return { context, candidate, takes, firstQuestion: candidate.page.url() };
}

/** Waits until the last take was prepared, and gives its length in milliseconds. */
async function preparedLength(
  takes: () => Promise<PortalView['questions'][number]['takes']>,
): Promise<number> {
  for (const until = Date.now() + 60_000; ;) {
    const last = (await takes()).at(-1);
    if (last?.status === 'prepared') return last.durationMs ?? 0;
    if (last?.status === 'refused' || Date.now() > until) throw new Error(`The take is ${last?.status}.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

it('keeps what was recorded until the page was lost; the candidate keeps that part', async () => {
  const { context, candidate, takes, firstQuestion } = await candidateAtFirstQuestion('ada');
  await candidate.startRecording();
  await candidate.page.waitForTimeout(10_500);
  await candidate.page.close({ runBeforeUnload: false });

  const again = new InterviewDriver(await context.newPage());
  await again.open(firstQuestion);
  await again.keepRecovered();
  expect(await preparedLength(takes)).toBeGreaterThan(4_000);
  expect(await takes()).toHaveLength(1);
});

it('counts nothing when the candidate records again after a loss', async () => {
  const { context, candidate, takes, firstQuestion } = await candidateAtFirstQuestion('bo');
  await candidate.startRecording();
  await candidate.page.waitForTimeout(6_000);
  await candidate.page.close({ runBeforeUnload: false });

  const again = new InterviewDriver(await context.newPage());
  await again.open(firstQuestion);
  await again.recordAgain();
  await again.record(5);
  await preparedLength(takes);
  expect((await takes()).map((take) => take.status)).toEqual(['discarded', 'prepared']);
  await again.page.getByText('You can record again once more.').waitFor({ state: 'attached' });
});

it('records without a line and sends when it is back', async () => {
  const { context, candidate, takes } = await candidateAtFirstQuestion('cy');
  await context.setOffline(true);
  await candidate.page.getByText('You are offline.').waitFor();
  await candidate.record(6);
  expect(await takes()).toEqual([]);
  await context.setOffline(false);
  expect(await preparedLength(takes)).toBeGreaterThan(4_000);
});

it('sends the rest when the api was away while recording', async () => {
  const { candidate, takes } = await candidateAtFirstQuestion('di');
  await candidate.startRecording();
  await candidate.page.waitForTimeout(4_500);
  await stack.kill('api');
  await candidate.page.waitForTimeout(4_500);
  await candidate.stopRecording();
  await candidate.keepTake();
  await candidate.page.getByText('We cannot reach the server right now').waitFor();
  await stack.start('api');
  await ready(stack.base, 60_000);
  expect(await preparedLength(takes)).toBeGreaterThan(7_000);
});
