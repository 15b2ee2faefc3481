import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { PortalView } from '@evenhand/contracts';
import type { Browser, Page } from 'playwright-core';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent } from '../../apps/launcher/src/journey/candidate.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { makeColleagues, testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { startChromium } from '../support/chromium.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { ConsoleDriver } from './console-driver.ts';
import { InterviewDriver } from './interview-driver.ts';

jest.setTimeout(240_000);

let stack: Stack;
let people: Record<'recruiter' | 'reviewer' | 'officer', TestColleague>;
let browser: Browser;
let requisitionId: string;

const strict = {
  questions: (twoQuestions()['questions'] as object[]).map((question) => ({
    ...question,
    kinds: ['video'],
    preparationSeconds: 90,
    answerSeconds: 120,
    retakes: 0,
  })),
};

beforeAll(async () => {
  stack = await startStack();
  people = await makeColleagues(stack, {
    recruiter: 'recruiter',
    reviewer: 'reviewer',
    officer: 'accommodation_officer',
  });
  const spoken = path.join(stack.folder, 'spoken.wav');
  execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', spoken, 'I listened first. '.repeat(12)]);
  browser = await startChromium(spoken);
  const requisition = await openRequisition(
    people.recruiter.session,
    {
      title: 'Support agent',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ ...strict, requiredScorecards: 1 }) as never,
    },
    { recruiter: [people.recruiter.id], reviewer: [people.reviewer.id], hiring_manager: [] },
  );
  requisitionId = requisition.id;
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Link and session of somebody new who has agreed. */
async function candidate(name: string): Promise<{ link: string; portal: ApiSession }> {
  const [secret = ''] = await invite(people.recruiter.session, requisitionId, [
    { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org` },
  ]);
  const portal = new ApiSession(stack.base, () => undefined, secret);
  await consent(portal, { transcription: true, aiAssessment: true });
  return { link: `${stack.base}/interview/i/${secret}`, portal };
}

/** Nothing that axe finds, and no scrolling sideways. Keeps a picture where SHOTS names a folder. */
async function accessible(page: Page, name: string): Promise<void> {
  const shots = process.env['SHOTS'];
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [name, id, nodes.map(({ target }) => target)])).toEqual([]);
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1');
  expect([name, wide]).toEqual([name, false]);
}

async function atOffice(): Promise<ConsoleDriver> {
  const office = new ConsoleDriver(await (await browser.newContext()).newPage(), stack.base);
  await office.signIn(people.officer.email, testPassword);
  return office;
}

it('lets a candidate ask, an officer grant, and the interview that is open show longer limits by itself', async () => {
  const { link, portal } = await candidate('Kim Example');
  const context = await browser.newContext({
    permissions: ['camera', 'microphone'],
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  const interview = new InterviewDriver(page);

  // Beside Continue, and at the foot of every later page.
  await interview.open(link);
  expect(await page.getByRole('link', { name: 'Ask for an adjustment' }).count()).toBe(2);
  await interview.openQuestion(1);
  await page.getByText('Before you record you have 90 seconds to prepare.').waitFor();
  await page.getByRole('link', { name: 'Ask for an adjustment' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ask for an adjustment' }).waitFor();
  await page.getByRole('button', { name: 'Ask for this' }).waitFor();
  await accessible(page, 'ask-empty-phone');

  // Nothing chosen: said beside the list, and the list has the focus.
  await page.getByRole('button', { name: 'Ask for this' }).click();
  await page.getByText('Please choose at least one thing.').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('wish-preparation');

  // By keyboard alone.
  await page.keyboard.press('Space');
  await page.getByLabel('How much?').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.getByText('granted at once').waitFor();
  await page.getByRole('checkbox', { name: 'More tries' }).check();
  await page.getByRole('checkbox', { name: 'Answer in another way' }).check();
  await page.getByRole('checkbox', { name: 'in sign language', exact: true }).check();
  await page.getByLabel('Who puts it into words?').selectOption('interpreter');
  await page.getByRole('checkbox', { name: 'Something else' }).check();
  await accessible(page, 'ask-filled-phone');
  await page.getByRole('button', { name: 'Ask for this' }).click();
  await page.getByText('Please say what would help you.').waitFor();
  await page.getByLabel('What would help you?').fill('A quiet room in your office.');
  await page.getByRole('button', { name: 'Ask for this' }).click();
  await page.getByText('Your request has arrived.').waitFor();
  await page.getByText('Granted at once. It holds from now on, here and on every page.').waitFor();
  await page.getByText(/^Waiting for an answer, by .+ The clock is stopped until then\.$/).waitFor();
  await accessible(page, 'asked-phone');

  // What was small holds already; the rest stops the clock.
  await interview.openQuestion(1);
  await page.getByText('Before you record you have 3 minutes to prepare.').waitFor();
  const asked = await portal.call<PortalView>('look', 'GET', '/api/portal');
  expect(asked.adjustments).toMatchObject({ pending: 1, clockStopped: true });
  expect(asked.questions[0]).toMatchObject({ preparationSeconds: 180, takesLeft: 2, kinds: ['video'] });

  // The clock to prepare is running when the officer grants more.
  await page.getByRole('button', { name: /^Turn on/ }).click();
  await page
    .getByRole('timer')
    .filter({ hasText: /Time to prepare: [12]:/ })
    .waitFor();

  const office = await atOffice();
  await office.page.getByRole('heading', { level: 1, name: 'Accommodations' }).waitFor();
  await office.page.getByText('1 request waits for an answer').waitFor();
  await accessible(office.page, 'officer-queue');
  await office.page.getByRole('link', { name: 'Kim Example' }).click();
  await office.page.getByRole('heading', { level: 1, name: 'Kim Example' }).waitFor();
  await accessible(office.page, 'officer-request');
  await office.page.getByRole('checkbox', { name: 'Time to prepare' }).check();
  await office.page.getByLabel('Time to prepare, how much').fill('0.5');
  await office.page
    .getByLabel('Your answer to the candidate')
    .fill('An interpreter will be there, and take more time.');
  await office.page.getByRole('button', { name: 'Grant', exact: true }).click();
  await office.page.getByText('Time to prepare: write a factor from 1 to 10').waitFor();
  await office.page.getByLabel('Time to prepare, how much').fill('4');
  await office.page
    .getByRole('row', { name: /Time to prepare, question 1/ })
    .getByText('6 minutes')
    .waitFor();
  await accessible(office.page, 'officer-deciding');
  await office.page.getByRole('button', { name: 'Grant', exact: true }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: 'Grant' }).click();
  await office.page.getByRole('heading', { name: 'Granted' }).waitFor();
  await accessible(office.page, 'officer-answered');

  // Without a reload: the clock that is running has more on it.
  await page
    .getByRole('timer')
    .filter({ hasText: /Time to prepare: 5:/ })
    .waitFor({ timeout: 15_000 });
  await page.getByText('Before you record you have 6 minutes to prepare.').waitFor();
  const granted = await portal.call<PortalView>('look', 'GET', '/api/portal');
  expect(granted.adjustments).toMatchObject({ pending: 0, clockStopped: false, signLanguage: true });
  await page.getByRole('link', { name: 'Ask for an adjustment' }).click();
  await page.getByText('An interpreter will be there, and take more time.').waitFor();
  await accessible(page, 'answered-phone');
  await context.close();
});

it('asks back in confidence, lets breaks stop the clock, and speaks Spanish', async () => {
  const { link, portal } = await candidate('Lucia Ejemplo');
  const page = await (await browser.newContext({ locale: 'es-ES' })).newPage();
  await page.goto(`${link}/adjustment`);
  await page.getByRole('heading', { level: 1, name: 'Pedir una adaptación' }).waitFor();
  await page.getByRole('checkbox', { name: 'Pausas que paran el reloj' }).check();
  await page.getByRole('checkbox', { name: 'Hablar con una persona en vez de grabar' }).check();
  await page.getByRole('button', { name: 'Pedir esto' }).click();
  await page.getByText('Tu petición ha llegado.').waitFor();
  await page.getByRole('button', { name: 'Parar el reloj' }).click();
  await page.getByRole('button', { name: 'Dejar que el reloj siga' }).waitFor();
  expect((await portal.call<PortalView>('look', 'GET', '/api/portal')).adjustments).toMatchObject({
    paused: true,
  });
  await accessible(page, 'pausing-es');

  const office = await atOffice();
  await office.page.getByRole('link', { name: 'Lucia Ejemplo' }).click();
  await office.page.getByText('Ask only what the decision depends on').click();
  await office.page.getByLabel('Your question').fill('¿Cuánto tiempo puede hablar?');
  await office.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await office.page.getByText('Waiting for the candidate.').waitFor();

  await page.reload();
  await page.getByText('¿Cuánto tiempo puede hablar?').waitFor();
  await page.getByLabel('Tu contestación').fill('Diez minutos, por los pulmones.');
  await page.getByRole('button', { name: 'Enviar la contestación' }).click();
  await page.getByText('Tu contestación ha llegado.').waitFor();

  await office.page.reload();
  await office.page.getByText('Diez minutos, por los pulmones.').waitFor();
  await office.page.getByLabel('Your answer to the candidate').fill('Le llamaremos el lunes.');
  await office.page.getByRole('button', { name: 'Decline' }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
  await office.page.getByRole('heading', { name: 'Declined' }).waitFor();
  expect(await office.page.getByText('pulmones').count()).toBe(0);
  await page.reload();
  await page.getByText('Le llamaremos el lunes.').waitFor();
});

it('shows an officer an empty queue, a lost line and no other office, and nobody else this one', async () => {
  const office = await atOffice();
  await office.open('accommodations?state=decided');
  await office.page.getByRole('link', { name: 'Kim Example' }).first().waitFor();
  await office.page.getByRole('link', { name: 'Waiting' }).click();
  await office.page.getByText('Nothing waits for you.').waitFor();
  await accessible(office.page, 'officer-empty');
  await office.page.context().setOffline(true);
  await office.page.getByRole('link', { name: 'Answered' }).click();
  await office.page.getByText('No connection.').first().waitFor();
  await office.page.context().setOffline(false);
  await office.page.getByRole('link', { name: 'Kim Example' }).first().waitFor();
  await office.open('requisitions');
  await office.page.getByRole('heading', { level: 1, name: /another role/i }).waitFor();

  const reviewer = new ConsoleDriver(await (await browser.newContext()).newPage(), stack.base);
  await reviewer.signIn(people.reviewer.email, testPassword);
  await reviewer.open('accommodations');
  await reviewer.page.getByRole('heading', { level: 1, name: /another role/i }).waitFor();
});
