import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { makeColleagues, testPassword } from '../journeys/colleagues.ts';
import { startChromium } from '../support/chromium.ts';
import { startStack, type Stack } from '../support/stack.ts';

jest.setTimeout(120_000);

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  await makeColleagues(stack, { one: 'reviewer' });
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Signs in with an address to go back to, and tells where that led and which other places the browser asked for anything. */
async function signInAndGoBack(back: string): Promise<{ where: URL; elsewhere: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const elsewhere: string[] = [];
  await page.route('**/*', async (route) => {
    const { origin } = new URL(route.request().url());
    if (origin === stack.base) return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => elsewhere.push('a dialog')));
  await page.goto(`${stack.base}/console/sign-in?back=${encodeURIComponent(back)}`);
  await page.getByLabel('E-mail').fill('one@example.org');
  await page.getByLabel('Password').fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  const where = new URL(page.url());
  await context.close();
  return { where, elsewhere };
}

it('leads back to where somebody was', async () => {
  const { where, elsewhere } = await signInAndGoBack('/review');
  expect([where.origin, where.pathname, elsewhere]).toEqual([stack.base, '/console/review', []]);
});

it.each([
  'https://evil.example/console/review',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%2F%2Fevil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'evil.example',
])('never leads to another website: %s', async (back) => {
  const { where, elsewhere } = await signInAndGoBack(back);
  expect([where.origin, elsewhere]).toEqual([stack.base, []]);
  expect(where.pathname).toMatch(/^\/console\//);
});
