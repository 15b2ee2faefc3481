import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { RequisitionView } from '@evenhand/contracts';
import type { Page } from 'playwright-core';

import {
  lockScorecard,
  openNextPacket,
  ratingsFor,
  revealed,
} from '../../apps/launcher/src/journey/colleague.ts';
import { startReviewScene, type ReviewScene } from './review-scene.ts';

jest.setTimeout(240_000);

let scene: ReviewScene;
let interviewId: string;
let draftId: string;

beforeAll(async () => {
  scene = await startReviewScene();
  const { one, two, recruiter } = scene.people;
  interviewId = await scene.answered('Robin Example');
  const { session, packet } = await Promise.race(
    [one, two].map(async (each) => ({ session: each.session, packet: await openNextPacket(each.session) })),
  );
  await lockScorecard(
    session,
    packet.packetId,
    ratingsFor(packet, () => 4),
  );
  await revealed(recruiter.session, interviewId);
  const draft = await recruiter.session.call<RequisitionView>('create', 'POST', '/api/requisitions', {
    title: 'A draft',
    contactEmail: 'jobs@example.org',
  });
  draftId = draft.id;
});

afterAll(async () => {
  await scene?.stop();
});

const trouble = {
  type: 'urn:evenhand:problem:database-unavailable',
  title: 'The database cannot be reached at the moment. Try again shortly.',
  status: 503,
  detail: 'The database cannot be reached at the moment. Try again shortly.',
  code: 'database-unavailable',
  retryable: true,
};

interface PageUnderTest {
  readonly who: Parameters<ReviewScene['consoleOf']>[0];
  readonly path: () => string;
  /** What the page asks the api for. */
  readonly asks: string;
  /** What it shows when all is well. */
  readonly shows: string | RegExp;
}
const pages: readonly PageUnderTest[] = [
  { who: 'one', path: () => 'review', asks: '**/api/review/queue*', shows: /left ·|Nothing left to rate/ },
  { who: 'recruiter', path: () => 'requisitions', asks: '**/api/requisitions', shows: 'Support agent' },
  {
    who: 'recruiter',
    path: () => `requisitions/${draftId}`,
    asks: '**/api/requisitions/*',
    shows: 'Before you publish',
  },
  {
    who: 'recruiter',
    path: () => `requisitions/${scene.requisition.id}?part=candidates`,
    asks: '**/api/requisitions/*/interviews*',
    shows: 'Robin Example',
  },
  {
    who: 'recruiter',
    path: () => `requisitions/${draftId}?part=people`,
    asks: '**/api/colleagues',
    shows: 'Hiring managers',
  },
  {
    who: 'recruiter',
    path: () => `interviews/${interviewId}/reveal`,
    asks: '**/api/interviews/*/reveal',
    shows: 'Decision',
  },
  {
    who: 'recruiter',
    path: () => `interviews/${interviewId}/certificate`,
    asks: '**/api/interviews/*/certificate',
    shows: 'What the log says',
  },
  { who: 'recruiter', path: () => 'outbox', asks: '**/api/outbox', shows: /robin\.example@/ },
  { who: 'chief', path: () => 'people', asks: '**/api/people', shows: 'manager@example.org' },
  {
    who: 'chief',
    path: () => 'operations',
    asks: '**/api/health/ready',
    shows: 'Everything that must run is running.',
  },
  { who: 'officer', path: () => 'log', asks: '**/api/ledger/entries*', shows: 'What happened' },
];

it('says on every page that it loads, what went wrong, and comes back by itself or when asked', async () => {
  const drivers = new Map<string, Awaited<ReturnType<ReviewScene['consoleOf']>>>();
  for (const { who, path, asks, shows } of pages) {
    const driver = drivers.get(who) ?? (await scene.consoleOf(who));
    drivers.set(who, driver);
    const { page } = driver;
    const main = page.getByRole('main');
    const content = main.getByText(shows).first();

    // Slow: the page says that it loads.
    await page.route(asks, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await driver.open(path());
    await main
      .getByText(/Loading|Checking/)
      .first()
      .waitFor();
    await content.waitFor();
    await page.unroute(asks);

    // Refused: in the words of the api, and again when asked.
    await page.route(asks, (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(trouble) }),
    );
    await driver.open(path());
    await main.getByRole('alert').getByText(trouble.detail).first().waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.unroute(asks);
    await main.getByRole('button', { name: 'Try again' }).first().click();
    await content.waitFor();

    // No line: as soon as there is one, without anybody doing anything.
    await page.route(asks, (route) => route.abort());
    await driver.open(path());
    await main.getByText('No connection.').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.unroute(asks);
    await page.context().setOffline(false);
    await content.waitFor();
    expect(await main.getByRole('alert').count()).toBe(0);
  }
  for (const { page } of drivers.values()) await page.context().close();
});

it('tells people whose page it is, and leads nobody into an empty one', async () => {
  const { page } = await scene.consoleOf('recruiter');
  for (const path of ['review', 'people', 'log']) {
    await page.goto(`${scene.stack.base}/console/${path}`);
    await page.getByRole('heading', { name: 'This page is for another role' }).waitFor();
  }
  await page.goto(`${scene.stack.base}/console/requisitions/00000000-0000-4000-8000-000000000000`);
  await page.getByRole('alert').getByText('Nothing is here.').waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Back to the requisitions' }).click();
  await page.locator('h1:focus').filter({ hasText: 'Requisitions' }).waitFor();
  await page.context().close();
});

it('keeps a page that cannot be opened from taking away the one that is open', async () => {
  const { page } = await scene.consoleOf('recruiter');
  await page.getByRole('link', { name: 'A draft' }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Outbox' }).click();
  await page.getByText('this part of the console has not been loaded yet').waitFor();
  await page.getByRole('link', { name: 'A draft' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { level: 1, name: 'Outbox' }).waitFor();
  await page.context().close();
});

it('names what is to be mended in a draft, leads there, keeps it through a reload, and asks before it is left', async () => {
  const { page } = await scene.consoleOf('recruiter');
  const part = (name: string) => page.getByRole('link', { name, exact: true }).click();
  await page.goto(`${scene.stack.base}/console/requisitions/${draftId}?part=template`);
  const asked = page.getByLabel('What candidates are asked').first();
  await asked.fill('');
  await page.getByLabel('Answer, seconds').first().fill('3');
  await page.getByRole('button', { name: 'Save draft' }).click();
  const summary = page.getByRole('region', { name: '2 things to mend before this can be saved' });
  await summary.waitFor();
  expect(await page.evaluate('document.activeElement?.textContent')).toContain('2 things to mend');
  await summary.getByRole('button', { name: 'Question 1, answer time' }).click();
  await page.locator('input:focus[aria-invalid=true]').waitFor();
  await page.getByLabel('Answer, seconds').first().fill('60');
  await page.getByRole('region', { name: 'One thing to mend' }).waitFor();

  await part('People');
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  expect(await page.getByLabel('Answer, seconds').first().inputValue()).toBe('60');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('These are your unsaved changes, kept in this browser.').waitFor();
  expect(await page.getByLabel('Answer, seconds').first().inputValue()).toBe('60');
  await asked.fill('How do you garden?');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await part('People');
  await page.getByText('Hiring managers').waitFor();
  await part('Questions and rubric');
  expect(await asked.inputValue()).toBe('How do you garden?');
  expect(await page.getByText('These are your unsaved changes').count()).toBe(0);

  await page.getByRole('button', { name: 'Remove question 1' }).waitFor();
  await page.getByRole('button', { name: 'Add question' }).click();
  await page.getByText('Question 2', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Changes discarded.').waitFor();
  await page.context().close();
});

it('names wrong rows of a list of candidates and invites nobody, then all', async () => {
  const { page } = await scene.consoleOf('recruiter');
  await page.goto(`${scene.stack.base}/console/requisitions/${scene.requisition.id}?part=invite`);
  const list = page.getByLabel(/^Candidates, one per line/);
  await list.fill('Kim Example, kim@example.org\nLee Example, no address');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('alert').getByText(/Row 2/).waitFor();
  await list.fill('Kim Example, kim@example.org\nLee Example, lee@example.org');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByText('2 candidates invited.').waitFor();
  expect(await list.inputValue()).toBe('');
  await page.context().close();
});

it('asks before anything that cannot be taken back', async () => {
  const backOut = async (page: Page, button: string, title: string) => {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Go back' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const recruiter = await scene.consoleOf('recruiter');
  await recruiter.open(`requisitions/${scene.requisition.id}`);
  await recruiter.page.getByRole('button', { name: 'Create open link' }).click();
  await recruiter.page.getByText('The link is ready.').waitFor();
  await backOut(recruiter.page, 'Replace link', 'Replace the open link?');
  await backOut(recruiter.page, 'Revoke link', 'Revoke the open link?');
  await backOut(recruiter.page, 'Close requisition', 'Close this requisition?');
  await recruiter.open(`requisitions/${draftId}`);
  await backOut(recruiter.page, 'Publish', 'Publish these questions and this rubric?');
  const { session } = scene.people.recruiter;
  const path = `/api/requisitions/${scene.requisition.id}`;
  const untouched = await session.call<RequisitionView>('look', 'GET', path);
  expect([untouched.status, untouched.openLink === null]).toEqual(['open', false]);
  await recruiter.page.context().close();

  const chief = await scene.consoleOf('chief');
  await chief.open('people');
  await backOut(chief.page, 'Stop sign-in of two', 'Stop two from signing in?');
  await chief.page.getByRole('button', { name: 'Change roles of two' }).click();
  const dialog = chief.page.getByRole('dialog', { name: 'Roles of two' });
  await dialog.getByLabel(/^Compliance officer/).check();
  await dialog.getByRole('button', { name: 'Save roles' }).click();
  await dialog
    .getByRole('alert')
    .getByText(/compliance officer may not recruit, review or decide/)
    .waitFor();
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await chief.page.context().close();
});

it('downloads the evidence pack in one click, and says why when there is none', async () => {
  const driver = await scene.consoleOf('recruiter');
  const { page } = driver;
  await driver.open(`interviews/${interviewId}/certificate`);
  const button = page.getByRole('button', { name: 'Download evidence pack' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toBe(`evidence-interview-${interviewId}.json`);
  await page.getByText('That it was taken is in the log.').waitFor();

  await page.route('**/pack', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(trouble) }),
  );
  await button.click();
  await page.getByRole('alert').getByText(trouble.detail).first().waitFor();
});
