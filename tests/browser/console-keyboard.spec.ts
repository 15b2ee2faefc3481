import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import { testPassword } from '../journeys/colleagues.ts';
import { ConsoleDriver } from './console-driver.ts';
import { startReviewScene, type ReviewScene } from './review-scene.ts';

jest.setTimeout(240_000);

let scene: ReviewScene;

beforeAll(async () => {
  scene = await startReviewScene({ requiredScorecards: 2 });
  await scene.answered('Robin Example');
});

afterAll(async () => {
  await scene?.stop();
});

it('gives the focus back after dialogs, and single keys up when asked to', async () => {
  const review = await scene.consoleOf('one');
  const { page } = review;
  await review.openFirstPacket();
  const keys = page.getByRole('button', { name: 'Keys (?)' });
  await keys.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('heading', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await review.focused()).toContain('Keys');

  await page.keyboard.press('?');
  await page.getByLabel('Single-key shortcuts are on').uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const key of ['4', 'n', '?', 'k']) await page.keyboard.press(key);
  await page.waitForTimeout(500);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('heading', { level: 1, name: 'The first question?' }).waitFor();
  await page.reload();
  await page.getByRole('region', { name: 'Scorecard' }).waitFor();
  await page.keyboard.press('4');
  await page.waitForTimeout(300);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);

  await keys.press('Enter');
  await page.getByLabel('Single-key shortcuts are on').check();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('4');
  await page.getByRole('radio', { checked: true }).waitFor();
  await page.context().close();
});

it('lets somebody sign in, rate and lock with keys only, and says where one is', async () => {
  const context = await scene.browser.newContext();
  const review = new ConsoleDriver(await context.newPage(), scene.stack.base);
  const { page } = review;
  const { keyboard } = page;
  await review.open('sign-in');
  await review.tabTo(page.getByLabel('E-mail'));
  await keyboard.type(scene.people.two.email);
  await keyboard.press('Tab');
  await keyboard.type(testPassword);
  await keyboard.press('Enter');
  await review.arrives('Review');
  await review.tabTo(page.getByRole('link', { name: 'Start rating' }));
  await keyboard.press('Enter');
  await review.arrives('The first question?');

  // What is missing is led to, instead of a button that does nothing.
  await keyboard.press('Control+Enter');
  await page.getByText('2 ratings are missing. Clarity is marked.').waitFor();
  expect(await page.locator(':focus').getAttribute('type')).toBe('radio');

  await keyboard.press('4');
  await page.getByText('Clarity: 4.').waitFor();
  await review.tabTo(page.getByRole('button', { name: 'Add a note on Clarity' }));
  await keyboard.press('Enter');
  await page.locator('textarea:focus').waitFor();
  await keyboard.type('Said it twice, 5 times.');
  await review.tabTo(page.getByRole('button', { name: 'Next question' }));
  await keyboard.press('Enter');
  await review.arrives('The second question?');
  await keyboard.press('0');
  await page.getByText('Clarity: cannot judge.').waitFor();
  await review.tabTo(page.getByRole('button', { name: 'Lock scorecard' }));
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Lock this scorecard?' });
  await dialog.waitFor();
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await review.focused()).toContain('Lock scorecard');
  await keyboard.press('Enter');
  await review.tabTo(dialog.getByRole('button', { name: 'Lock scorecard' }), 3);
  await keyboard.press('Enter');
  await review.arrives('Review');
  await page.getByText('Nothing left to rate.').waitFor();

  await page.goto(`${scene.stack.base}/console/review?state=locked`);
  await page.getByRole('link', { name: /Interview 1/ }).click();
  await page.getByText('Said it twice, 5 times.').waitFor();
  await page.context().close();
});

it('leads to the heading of each page, past the menu on request, and never loses the focus', async () => {
  const { page } = await scene.consoleOf('recruiter');
  const recruiter = new ConsoleDriver(page, scene.stack.base);
  await page.getByRole('link', { name: 'Outbox' }).click();
  await recruiter.arrives('Outbox');
  await page.getByRole('link', { name: 'Requisitions' }).click();
  await recruiter.arrives('Requisitions');
  await page.reload();
  await page.getByRole('link', { name: 'Support agent' }).waitFor();
  await page.keyboard.press('Tab');
  expect(await recruiter.focused()).toContain('Skip to the content');
  await page.keyboard.press('Enter');
  await recruiter.tabTo(page.getByRole('link', { name: 'New requisition' }), 1);
  await page.keyboard.press('Enter');
  await recruiter.arrives('New requisition');
  await page.getByLabel('Job title').fill('Gardener');
  await page.keyboard.press('Enter');
  await recruiter.arrives(/Gardener/);

  // A part of the page is changed by a link that goes with the part: the focus is not lost.
  await page.getByRole('link', { name: 'Invite', exact: true }).press('Enter');
  await page.getByRole('link', { name: 'Go to publishing' }).press('Enter');
  await recruiter.arrives(/Gardener/);

  // The menu of a small window opens and closes by keyboard.
  await page.setViewportSize({ width: 360, height: 740 });
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.press('Enter');
  await page.getByRole('link', { name: 'Outbox' }).press('Enter');
  await recruiter.arrives('Outbox');
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  await page.context().close();
});
