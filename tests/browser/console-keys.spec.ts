import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import type { ConsoleDriver } from './console-driver.ts';
import { complaintsOf, startReviewScene, type ReviewScene } from './review-scene.ts';

jest.setTimeout(240_000);

let scene: ReviewScene;
let review: ConsoleDriver;

beforeAll(async () => {
  scene = await startReviewScene();
  await scene.answered('Robin Example');
  await scene.answered('Kim Example');
  review = await scene.consoleOf('one', { viewport: { width: 360, height: 740 } });
});

afterAll(async () => {
  await scene?.stop();
});

const rows = () => review.page.getByRole('rowheader').allInnerTexts();

it('says that there is no key before the first interview, and shows the one that is made with it', async () => {
  const complaints = complaintsOf(review.page);
  await review.open('keys');
  await review.page.getByText('You have no key yet.').waitFor();
  await review.openFirstPacket();
  await review.page.getByText('This browser now has a key of yours').waitFor();
  await review.page.getByRole('link', { name: 'Signing keys' }).last().click();
  await review.page.getByText('this browser', { exact: true }).waitFor();
  expect(await rows()).toEqual([expect.stringMatching(/^\w+ on Linux\s+this browser$/)]);
  await expectAccessible();
  expect(complaints).toEqual([]);
});

it('makes another in another browser, and none in a second tab', async () => {
  const other = await scene.consoleOf('one');
  await other.openFirstPacket();
  await other.page.getByText('This browser now has a key of yours').waitFor();
  const tab = await review.page.context().newPage();
  await tab.goto(`${scene.stack.base}/console/review`);
  await tab.getByRole('listitem').getByRole('link').first().click();
  await tab.getByRole('region', { name: 'Scorecard' }).waitFor();
  await tab.close();
  await review.open('keys');
  await review.page.getByText('this browser', { exact: true }).waitFor();
  expect(await rows()).toHaveLength(2);
});

it('retires a key after asking, and signs with a new one at the next interview', async () => {
  const { page } = review;
  await page
    .getByRole('row', { name: /this browser/ })
    .getByRole('button', { name: /^Retire the key/ })
    .click();
  await page
    .getByRole('dialog', { name: 'Retire this key?' })
    .getByRole('button', { name: 'Retire key' })
    .click();
  await page.getByRole('cell', { name: /retired/ }).waitFor();
  await expectAccessible();
  await review.openFirstPacket();
  for (const question of ['Question 1', 'Question 2']) {
    await page.getByRole('button', { name: new RegExp(question) }).click();
    await page.getByRole('radio', { name: /^3/ }).check();
  }
  await review.lockScorecard();
  await page
    .getByText(/Nothing left to rate|left ·|2 of 2|1 of 2/)
    .first()
    .waitFor();
  await review.open('keys');
  await page.getByText('this browser', { exact: true }).waitFor();
  expect(await rows()).toHaveLength(3);
  expect(await page.getByRole('cell', { name: /retired/ }).count()).toBe(1);
});

it('says so in a browser that cannot sign, before anybody rates, and keeps the draft', async () => {
  const other = await scene.consoleOf('two');
  await other.page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('no Ed25519', 'NotSupportedError'));
    Object.defineProperty(crypto.subtle, 'generateKey', { value: refuse });
  });
  await other.openFirstPacket();
  await other.page.getByText('This browser cannot sign scorecards').waitFor();
});

/** Without anything axe objects to, and without scrolling sideways at 360 pixels. */
async function expectAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: review.page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const { page } = review;
  const wide = await page.locator('html').evaluate((html: { scrollWidth: number }) => html.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  if (process.env['KEYS_PICTURES'])
    await page.screenshot({ path: process.env['KEYS_PICTURES'], fullPage: true });
}
