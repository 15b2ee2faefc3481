import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { startChromium } from '../support/chromium.ts';
import { makeColleagues, type TestColleague } from '../journeys/colleagues.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
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

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs in the page: how much wider than the screen it is, and what is too small to hit. */
const MEASURE = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const targets = [...document.querySelectorAll('a, button, input, select, summary, textarea')];
  const small = targets.filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    const inText = getComputedStyle(target).display === 'inline';
    return width > 0 && height > 0 && !inText && (width < 24 || height < 24);
  });
  return { overflow: scrollWidth - clientWidth, small: small.map((target) => target.outerHTML) };
})()`;

/** Objections of axe, anything wider than the screen, and anything too small to hit, each with its screen. */
async function faultsOf(page: Page, screen: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const { overflow, small } = await page.evaluate<{ overflow: number; small: string[] }>(MEASURE);
  return [
    ...violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.html ?? ''}`),
    ...(overflow > 0 ? [`${screen}: ${overflow} px too wide`] : []),
    ...small.map((target) => `${screen}: too small ${target}`),
  ];
}

it.each([
  ['a desktop', { viewport: { width: 1280, height: 800 } }],
  ['a phone of 320 px', { viewport: { width: 320, height: 640 } }],
  ['the dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const }],
])('is accessible on every screen on %s', async (name, look) => {
  const requisition = await openRequisition(
    people.recruiter.session,
    {
      title: `Screens on ${name}`,
      contactEmail: 'jobs@example.org',
      description: 'A job to look at.',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    { recruiter: [people.recruiter.id], reviewer: [people.one.id], hiring_manager: [] },
  );
  const [secret = ''] = await invite(people.recruiter.session, requisition.id, [
    { name: 'Kim Example', email: `kim-${requisition.id}@example.org` },
  ]);
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], ...look });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  const see = async (screen: string) => complaints.push(...(await faultsOf(page, screen)));
  const candidate = new InterviewDriver(page);

  await candidate.open(`${stack.base}/interview/i/unknown-link`);
  await see('unknown link');
  await candidate.open(`${stack.base}/interview/i/${secret}`);
  await see('what will happen');
  await candidate.begin();
  await see('notice');
  await candidate.consent({ transcription: true, aiAssessment: true });
  await see('devices off');
  await candidate.turnDevicesOn();
  await see('devices on');
  await candidate.toPractice();
  await see('practice');
  await candidate.toQuestions();
  await see('questions');
  await candidate.openQuestion(1);
  await see('question');
  await candidate.startRecording();
  await see('recording');
  await candidate.page.waitForTimeout(3000);
  await candidate.stopRecording();
  await see('review');
  await candidate.keepTake();
  await see('kept');
  await candidate.everythingArrived();
  await candidate.openQuestion(2);
  await candidate.answerAs('Text');
  await candidate.write('In writing.');
  await see('text');
  await candidate.handIn('A note.', see);
  await see('receipt');
  await candidate.withdraw();
  await see('withdrawn');
  await candidate.askForErasure();
  await see('before erasure');
  await candidate.erase();
  await see('erased');

  expect(complaints).toEqual([]);
});
