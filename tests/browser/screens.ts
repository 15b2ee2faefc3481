/**
 * Takes the pictures in docs/screens anew, from a demo that was just started: node tests/browser/screens.ts [STARTED]
 *
 * STARTED is the file that `npm start` leaves in .evenhand. Nothing is changed in the demo. Needs ImageMagick, which makes
 * the pictures a third of the size.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { BrowserContextOptions, Page } from 'playwright-core';

import { startChromium } from '../support/chromium.ts';
import { ConsoleDriver } from './console-driver.ts';

interface Started {
  readonly api: string;
  readonly signIns: readonly { readonly role: string; readonly email: string; readonly password: string }[];
}

const project = path.resolve(import.meta.dirname, '../..');
const folder = path.join(project, 'docs/screens');
const startedFile = process.argv[2] ?? path.join(project, '.evenhand/started.json');
const mostBytes = 150_000;

const light = { colorScheme: 'light', viewport: { width: 1280, height: 900 } } as const;
const dark = { ...light, colorScheme: 'dark' } as const;
const phone = { ...light, viewport: { width: 360, height: 720 } } as const;

const started = JSON.parse(readFileSync(startedFile, 'utf8')) as Started;
const browser = await startChromium();
mkdirSync(folder, { recursive: true });
try {
  await rate('review-light', light);
  await rate('review-dark', dark);
  await rate('review-phone', phone);
  await reveal();
  await requisition();
  await queue();
  await states();
} finally {
  await browser.close();
}

/** A window of somebody with a role. */
async function consoleOf(role: string, look: BrowserContextOptions): Promise<ConsoleDriver> {
  const person = started.signIns.find((one) => one.role === role);
  if (!person) throw new Error(`${startedFile} has no sign-in for the role ${role}: is it of a demo?`);
  const driver = new ConsoleDriver(await (await browser.newContext(look)).newPage(), started.api);
  await driver.signIn(person.email, person.password);
  return driver;
}

async function rate(name: string, look: BrowserContextOptions): Promise<void> {
  const reviewer = await consoleOf('reviewer', look);
  await reviewer.openFirstPacket();
  await reviewer.loaded();
  await take(reviewer.page, name);
}

async function reveal(): Promise<void> {
  const { page } = await consoleOf('recruiter', light);
  await page.getByRole('link', { name: /Customer support/ }).click();
  await page.getByRole('link', { name: 'Candidates' }).click();
  await page
    .getByRole('link', { name: /^Revealed/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Decision' }).waitFor();
  await take(page, 'reveal-light');
}

async function requisition(): Promise<void> {
  const { page } = await consoleOf('recruiter', light);
  await page.getByRole('link', { name: /Customer support/ }).click();
  await page.getByRole('heading', { name: 'Funnel' }).waitFor();
  await take(page, 'requisition-light');
}

async function queue(): Promise<void> {
  const reviewer = await consoleOf('reviewer', phone);
  await reviewer.open('review');
  await reviewer.page.getByText(/left ·/).waitFor();
  await take(reviewer.page, 'queue-phone');
}

/** What a page looks like when there is nothing, not yet anything, no answer, no line, or no right to it. */
async function states(): Promise<void> {
  const driver = await consoleOf('reviewer', { ...light, viewport: { width: 1280, height: 420 } });
  const { page } = driver;
  const asked = '**/api/review/queue*';
  const nothing = { rows: [], next: null, left: 0, minutesLeft: 0 };
  const trouble = {
    type: 'urn:evenhand:problem:database-unavailable',
    title: 'Database unavailable',
    status: 503,
    detail: 'The database cannot be reached at the moment. Try again shortly.',
    code: 'database-unavailable',
    retryable: true,
  };
  const answers = {
    'state-empty': { json: nothing },
    'state-error': { status: 503, contentType: 'application/problem+json', body: JSON.stringify(trouble) },
  };
  for (const [name, answer] of Object.entries(answers)) {
    await page.route(asked, (route) => route.fulfill(answer));
    await driver.open('review');
    await page.getByText(/You have rated everything|cannot be reached/).waitFor();
    await take(page, name);
    await page.unroute(asked);
  }
  await page.route(asked, () => undefined);
  await driver.open('review');
  await page.getByText('Loading your queue…').waitFor();
  await take(page, 'state-loading');
  await page.unroute(asked);

  await page.route(asked, (route) => route.abort());
  await driver.open('review');
  await page.getByText('No connection.').waitFor();
  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await take(page, 'state-offline');
  await page.context().setOffline(false);

  await driver.open('people');
  await page.getByRole('heading', { name: 'This page is for another role' }).waitFor();
  await take(page, 'state-no-permission');
}

/** Waits for fonts and what moves, and keeps a picture small enough for the documentation. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(600);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  execFileSync('convert', [file, '+dither', '-colors', '200', '-strip', `PNG8:${file}`]);
  const { size } = statSync(file);
  if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes; at most ${mostBytes} are wanted.`);
}
