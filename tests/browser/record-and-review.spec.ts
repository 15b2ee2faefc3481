import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { PortalView } from '@evenhand/contracts';
import type { Browser } from 'playwright-core';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { invite, openRequisition, revealed } from '../../apps/launcher/src/journey/colleague.ts';
import { startChromium } from '../support/chromium.ts';
import { makeColleagues, testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { ConsoleDriver } from './console-driver.ts';
import { InterviewDriver } from './interview-driver.ts';

jest.setTimeout(240_000);

let stack: Stack;
let people: Record<'recruiter' | 'one', TestColleague>;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  people = await makeColleagues(stack, { recruiter: 'recruiter', one: 'reviewer' });
  const spoken = path.join(stack.folder, 'spoken.wav');
  const sentence = 'I asked the customer what had happened, and then I solved it step by step. ';
  execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', spoken, sentence.repeat(4)]);
  browser = await startChromium(spoken);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

it('records a spoken answer in a browser, plays it to a reviewer, who rates by keyboard and locks', async () => {
  const requisition = await openRequisition(
    people.recruiter.session,
    {
      title: 'Recorded job',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    { recruiter: [people.recruiter.id], reviewer: [people.one.id], hiring_manager: [] },
  );
  const [secret = ''] = await invite(people.recruiter.session, requisition.id, [
    { name: 'Robin Example', email: 'robin@example.org' },
  ]);

  // The candidate.
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const candidate = new InterviewDriver(await context.newPage());
  await candidate.open(`${stack.base}/interview/i/${secret}`);
  await candidate.begin();
  await candidate.consent({ transcription: true, aiAssessment: false });
  await candidate.skipDevices();
  await candidate.openQuestion(1);
  await candidate.answerAs('Video');
  await candidate.record(9);
  await candidate.everythingArrived();
  await candidate.openQuestion(2);
  await candidate.answerAs('Text');
  await candidate.write('I wrote a guide that four colleagues used.');
  await candidate.handIn();

  const portal = new ApiSession(stack.base, () => undefined, secret);
  const view = await portal.call<PortalView>('look', 'GET', '/api/portal');
  expect(view.status).toBe('submitted');
  const take = view.questions[0]?.takes.find((one) => one.id === view.questions[0]?.answer?.chosenTakeId);
  expect(take?.flags).toEqual([]);
  expect(take?.durationMs).toBeGreaterThan(7_000);
  expect(take?.durationMs).toBeLessThan(12_000);

  // The reviewer.
  const console_ = new ConsoleDriver(await (await browser.newContext()).newPage(), stack.base);
  await console_.signIn(people.one.email, testPassword);
  await console_.openFirstPacket();
  expect(await console_.page.content()).not.toContain('Robin');
  const played = await console_.play(3);
  expect(played.position).toBeGreaterThan(1.5);
  expect(Math.abs(played.duration * 1000 - (take?.durationMs ?? 0))).toBeLessThan(300);
  expect(played.decodedFrames).toBeGreaterThan(10);
  await console_.rateByKey('4');
  await console_.nextQuestion();
  await console_.rateByKey('0');
  await console_.lockScorecard();

  // The reveal, as the recruiter sees it.
  await revealed(people.recruiter.session, view.interviewId);
  const recruiter = new ConsoleDriver(await (await browser.newContext()).newPage(), stack.base);
  await recruiter.signIn(people.recruiter.email, testPassword);
  await recruiter.openReveal(view.interviewId);
  await recruiter.page.getByRole('heading', { name: 'Robin Example' }).waitFor();
  await recruiter.page.getByText('No AI summary is shown for this interview.').waitFor();
});
