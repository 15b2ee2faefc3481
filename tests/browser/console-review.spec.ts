import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';

import { lockScorecard, ratingsFor } from '../../apps/launcher/src/journey/colleague.ts';
import { testPassword } from '../journeys/colleagues.ts';
import type { ConsoleDriver } from './console-driver.ts';
import { startReviewScene, type ReviewScene } from './review-scene.ts';

jest.setTimeout(240_000);

/** Reviewer "one" has the only scorecard of every interview or none: the other one is not asked. */
let scene: ReviewScene;
let review: ConsoleDriver;

beforeAll(async () => {
  scene = await startReviewScene({ requiredScorecards: 2 });
  await scene.answered('Robin Example');
  review = await scene.consoleOf('one');
});

afterAll(async () => {
  await scene?.stop();
});

beforeEach(async () => {
  await review.openFirstPacket();
  await review.loaded();
});

/** Retries until what a person sees is as expected. */
async function seen(look: () => Promise<unknown>, expected: unknown, timeoutMs = 8_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    try {
      expect(value).toEqual(expected);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('obeys its keys, wherever the focus is short of a text', async () => {
  const { page } = review;
  for (const focus of [() => review.slider().focus(), () => page.getByRole('radio').first().focus()]) {
    await focus();
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    await seen(() => review.position(), 10);
    await page.keyboard.press('j');
    await seen(() => review.position(), 5);
    await page.keyboard.press('Shift+L');
    await seen(() => review.position(), 18);
    await page.keyboard.press('Shift+J');
    await seen(() => review.position(), 3);
    await page.keyboard.press('j');
    await seen(() => review.position(), 0);
  }
  await review.slider().focus();
  await page.keyboard.press('k');
  await seen(() => review.isPlaying(), true);
  await page.keyboard.press('k');
  await seen(() => review.isPlaying(), false);
  await page.keyboard.press('s');
  await seen(() => page.getByLabel('Skip silence').isChecked(), true);
  await page.keyboard.press('s');
  await seen(() => page.getByLabel('Skip silence').isChecked(), false);

  await page.keyboard.press('3');
  await seen(() => page.getByRole('radio', { name: /^3/ }).isChecked(), true);
  await page.keyboard.press('0');
  await seen(() => page.getByRole('radio', { name: /Cannot judge/ }).isChecked(), true);
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'The second question?' }).waitFor();
  await page.keyboard.press('p');
  await page.getByRole('heading', { level: 1, name: 'The first question?' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('heading', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByLabel('Search').focus();
  await page.keyboard.type('k3?');
  expect(await page.getByLabel('Search').inputValue()).toBe('k3?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await review.isPlaying()).toBe(false);
});

it('remembers the speed, for the next answer and the next day', async () => {
  const { page } = review;
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  await seen(() => review.speed(), 1.5);
  await page.reload();
  await review.loaded();
  expect(await review.speed()).toBe(1.5);
  expect(await page.getByLabel('Speed').inputValue()).toBe('1.5');
  await page.keyboard.press('<');
  await page.keyboard.press('<');
  await seen(() => review.speed(), 1);
});

it('seeks where the transcript or the slider says, and shows captions', async () => {
  const { page } = review;
  await page.getByRole('button', { name: /Then I solved it/ }).click();
  await seen(() => review.position(), 3);
  await page.getByRole('listitem').filter({ hasText: 'Then I solved it' }).getByRole('button').press('Home');
  expect(await review.focused()).toContain('I asked the customer');
  await page.keyboard.press('Enter');
  await seen(() => review.position(), 0);
  await review.slider().press('ArrowRight');
  await seen(() => review.position(), 5);

  await page.getByRole('button', { name: /Then I solved it/ }).click();
  await seen(() => review.captions(), ['showing', 'Then I solved it step by step.']);
  await page.getByLabel('Captions').uncheck();
  await seen(async () => (await review.captions())[0], 'hidden');
  await page.getByLabel('Captions').check();
});

it('skips silence when asked to', async () => {
  const { page } = review;
  await review.slider().focus();
  await page.keyboard.press('l');
  await page.getByLabel('Skip silence').check();
  const from = Date.now();
  await page.keyboard.press('k');
  await seen(async () => (await review.position()) >= 12, true, 15_000);
  expect(Date.now() - from).toBeLessThan(6_500);
  await page.keyboard.press('k');
  await page.getByLabel('Skip silence').uncheck();
});

it('keeps ratings and the question through a reload, and through a time without the server', async () => {
  const { page } = review;
  await page.keyboard.press('4');
  await page.getByText('Draft saved').waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'The second question?' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'The second question?' }).waitFor();
  await page.getByRole('button', { name: /Question 1 rated/ }).waitFor();

  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await page.keyboard.press('2');
  await page.getByText('Kept in this browser', { exact: true }).waitFor();
  await page.getByText(/Your ratings are kept in this browser and are sent/).waitFor();
  await page.context().setOffline(false);
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByText('You are offline.').count()).toBe(0);

  // The server stays away, and the browser is closed over it.
  await page.route('**/draft', (route) => route.abort());
  await page.keyboard.press('5');
  await page.getByText('Kept in this browser', { exact: true }).waitFor();
  await page.goto('about:blank');
  await page.unroute('**/draft');
  await review.openFirstPacket();
  await page.getByText('Ratings that this browser had kept for you are back in the scorecard.').waitFor();
  await page.getByText('Draft saved').waitFor();
  await page.keyboard.press('n');
  await seen(() => page.getByRole('radio', { name: /^5/ }).isChecked(), true);
});

it('asks before ratings are left that could not be sent', async () => {
  const { page } = review;
  await page.route('**/draft', (route) => route.abort());
  await page.keyboard.press('1');
  await page.getByText('Kept in this browser', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Queue', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('heading', { level: 1, name: 'The first question?' }).waitFor();
  await page.unroute('**/draft');
  await page.getByRole('link', { name: 'Queue', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
});

it('leads to sign-in when the session has ended, and back to where one was with everything entered', async () => {
  const { page } = review;
  const address = page.url();
  await page.context().clearCookies();
  await page.keyboard.press('3');
  await page.getByText('Your session has ended.').waitFor();
  await page.getByLabel('E-mail').fill(scene.people.one.email);
  await page.getByLabel('Password').fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'The first question?' }).waitFor();
  expect(page.url().split('?')[0]).toBe(address.split('?')[0]);
  await page.getByText('Draft saved').waitFor();
  await seen(() => page.getByRole('radio', { name: /^3/ }).isChecked(), true);
});

it('lets two tabs of one packet go on together, and says in the one what was locked in the other', async () => {
  const { page } = review;
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('region', { name: 'Scorecard' }).waitFor();
  await page.keyboard.press('2');
  await seen(() => other.getByRole('radio', { name: /^2/ }).isChecked(), true);
  await other.keyboard.press('n');
  await other.getByRole('heading', { level: 1, name: 'The second question?' }).waitFor();
  await other.keyboard.press('4');
  await other.getByText('Draft saved').waitFor();

  await page.getByText('Draft saved').waitFor();
  await page.reload();
  await page.getByRole('button', { name: /Question 1 rated/ }).waitFor();
  await page.getByRole('button', { name: /Question 2 rated/ }).waitFor();

  // Locked on another device: this browser hears of it from the server.
  const { packetId, body } = await packetAt(page.url());
  await lockScorecard(
    scene.people.one.session,
    packetId,
    ratingsFor(body, () => 5),
  );
  await page.keyboard.press('1');
  await page.getByText(/was locked in another tab or on another device/).waitFor();
  await seen(() => page.getByRole('radio', { name: /^5/ }).isChecked(), true);
  expect(await page.getByRole('radio', { name: /^5/ }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Lock scorecard' }).count()).toBe(0);
  await other.close();
});

async function packetAt(address: string) {
  const packetId = new URL(address).pathname.split('/').at(-1) ?? '';
  const path = `/api/review/packets/${packetId}`;
  return { packetId, body: await scene.people.one.session.call<never>('look', 'GET', path) };
}
