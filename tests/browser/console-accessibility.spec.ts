import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { RequisitionView } from '@evenhand/contracts';
import type { BrowserContextOptions, Page } from 'playwright-core';

import {
  lockScorecard,
  openNextPacket,
  ratingsFor,
  revealed,
} from '../../apps/launcher/src/journey/colleague.ts';
import { ConsoleDriver } from './console-driver.ts';
import { complaintsOf, startReviewScene, type ReviewScene } from './review-scene.ts';

jest.setTimeout(240_000);

let scene: ReviewScene;
let shown: { revealed: string; sealed: string; draft: string };

beforeAll(async () => {
  scene = await startReviewScene();
  const { one, two, recruiter } = scene.people;
  // One interview is revealed, one is locked by one of its reviewers, one waits to be rated.
  const interviewId = await scene.answered('Robin Example');
  const reviewer = await Promise.race(
    [one, two].map((each) => openNextPacket(each.session).then(() => each)),
  );
  const packet = await openNextPacket(reviewer.session);
  await lockScorecard(
    reviewer.session,
    packet.packetId,
    ratingsFor(packet, () => 4),
  );
  await revealed(recruiter.session, interviewId);
  const sealed = await scene.answered('Kim Example');
  const draft = await recruiter.session.call<RequisitionView>('create', 'POST', '/api/requisitions', {
    title: 'A draft',
    contactEmail: 'jobs@example.org',
  });
  shown = { revealed: interviewId, sealed, draft: draft.id };
});

afterAll(async () => {
  await scene?.stop();
});

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs in the page: how much wider than the screen it is, and what is too small to hit. */
const MEASURE = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const targets = [...document.querySelectorAll('a, button, input, select, summary, textarea')];
  const small = targets.filter((target) => {
    const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
    const inText = getComputedStyle(target).display === 'inline';
    return width > 0 && height > 0 && !inText && (width < 24 || height < 24);
  });
  return { overflow: scrollWidth - clientWidth, small: small.map((target) => target.outerHTML) };
})()`;

/** Runs in the page: waits for what moves and will come to rest, since half-opened dialogs have half their contrast. */
const AT_REST = `Promise.all(
  document.getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    .map((animation) => animation.finished.catch(() => undefined)),
)`;

/**
 * Objections of axe, anything too small to hit, and anything wider than the screen, in text of the usual size and of
 * twice that, each with its screen.
 */
async function faultsOf(page: Page, screen: string): Promise<string[]> {
  await page.evaluate(AT_REST);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const { overflow, small } = await page.evaluate<{ overflow: number; small: string[] }>(MEASURE);
  await page.evaluate('document.documentElement.style.fontSize = "200%"');
  const large = await page.evaluate<{ overflow: number }>(MEASURE);
  await page.evaluate('document.documentElement.style.fontSize = ""');
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${screen}: ${id} ${html}`)),
    ...(overflow > 0 ? [`${screen}: ${overflow} px too wide`] : []),
    ...(large.overflow > 0 ? [`${screen}, large text: ${large.overflow} px too wide`] : []),
    ...small.map((target) => `${screen}: too small ${target}`),
  ];
}

/** Opens one screen after the other and calls `see` with its name. */
async function everyScreen(options: BrowserContextOptions, see: (page: Page, name: string) => Promise<void>) {
  const complaints: string[] = [];
  const at = async (who: Parameters<ReviewScene['consoleOf']>[0]): Promise<ConsoleDriver> => {
    const driver = await scene.consoleOf(who, options);
    complaints.push(...complaintsOf(driver.page));
    return driver;
  };
  const look = async (driver: ConsoleDriver, path: string, ready: string | RegExp): Promise<void> => {
    await driver.open(path);
    await driver.page.getByRole('main').getByText(ready).first().waitFor();
    await see(driver.page, path);
  };

  const stranger = new ConsoleDriver(
    await (await scene.browser.newContext(options)).newPage(),
    scene.stack.base,
  );
  await look(stranger, 'sign-in?back=/review&ended=true', 'Your session has ended.');
  await stranger.page.getByLabel('E-mail').fill('nobody@example.org');
  await stranger.page.getByLabel('Password').fill('not the password');
  await stranger.page.getByRole('button', { name: 'Sign in' }).click();
  await stranger.page.getByRole('alert').waitFor();
  await see(stranger.page, 'sign-in refused');
  await stranger.page.context().close();

  const reviewer = await at('one');
  await look(reviewer, 'review?state=locked', 'Nothing is waiting');
  await look(reviewer, 'review?state=revealed', /Interview 1|Nothing has been revealed/);
  await look(reviewer, 'review', /left ·|Nothing left/);
  await look(reviewer, 'people', 'This page is for another role');
  await look(reviewer, 'nowhere', 'Nothing is here');
  await reviewer.page.context().close();

  const rater = await raterOf();
  const packets = await at(rater);
  await packets.openFirstPacket();
  await packets.loaded();
  await see(packets.page, 'packet, spoken');
  await packets.page.getByRole('button', { name: 'Keys (?)' }).click();
  await packets.page.getByRole('dialog').getByRole('heading').waitFor();
  await see(packets.page, 'keys');
  await packets.page.keyboard.press('Escape');
  await packets.nextQuestion();
  await packets.page.getByText('I wrote a guide').waitFor();
  await see(packets.page, 'packet, written');
  await packets.page.context().close();

  const recruiter = await at('recruiter');
  const published = `requisitions/${scene.requisition.id}`;
  const draft = `requisitions/${shown.draft}`;
  await look(recruiter, 'requisitions', 'Support agent');
  await look(recruiter, 'requisitions/new', 'Job title');
  await look(recruiter, published, 'Published rubric');
  await look(recruiter, `${published}?part=template`, 'The first question?');
  await look(recruiter, `${published}?part=people`, 'Recruiters');
  await look(recruiter, `${published}?part=candidates`, 'Robin Example');
  await look(recruiter, `${published}?part=invite`, 'Candidates, one per line');
  await recruiter.page.getByLabel(/^Candidates/).fill('No address\nTwo, two@example');
  await recruiter.page.getByRole('button', { name: 'Invite' }).click();
  await recruiter.page.getByText('Row 1').waitFor();
  await see(recruiter.page, 'invite refused');
  await recruiter.page.getByLabel(/^Candidates/).fill('');
  await look(recruiter, draft, 'Before you publish');
  await look(recruiter, `${draft}?part=candidates`, 'Nobody is invited yet.');
  await look(recruiter, `${draft}?part=template`, 'What candidates are asked');
  await recruiter.page.getByLabel('What candidates are asked').first().fill('');
  await recruiter.page.getByRole('button', { name: 'Save draft' }).click();
  await recruiter.page.getByText('to mend before this can be saved').waitFor();
  await see(recruiter.page, 'template with mistakes');
  await recruiter.page.getByRole('button', { name: 'Discard changes' }).click();
  await recruiter.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await look(recruiter, `interviews/${shown.revealed}/reveal`, 'Decision');
  await recruiter.page.getByRole('button', { name: 'Record decision' }).click();
  await recruiter.page.getByText('Choose what you decide.').waitFor();
  await see(recruiter.page, 'decision with mistakes');
  await look(recruiter, `interviews/${shown.sealed}/reveal`, 'Not revealed yet');
  await look(recruiter, `interviews/${shown.revealed}/certificate`, 'What the log says');
  await look(recruiter, 'outbox', 'robin.example@example.org');
  await recruiter.page.context().close();

  const chief = await at('chief');
  await look(chief, 'operations', 'Everything that must run is running.');
  await look(chief, 'people', 'Administrator');
  await chief.page
    .getByRole('button', { name: /Change roles/ })
    .first()
    .click();
  await chief.page.getByRole('dialog').getByRole('heading').waitFor();
  await see(chief.page, 'roles');
  await chief.page.context().close();

  const officer = await at('officer');
  await look(officer, 'log', 'What happened');
  await officer.page.locator('summary').first().click();
  await see(officer.page, 'log entry');
  await officer.page.context().close();
  return complaints;
}

/** Who has the interview that waits. */
async function raterOf(): Promise<'one' | 'two'> {
  return Promise.race(
    (['one', 'two'] as const).map((name) => openNextPacket(scene.people[name].session).then(() => name)),
  );
}

it.each([
  ['a desktop', { viewport: { width: 1280, height: 800 } }],
  ['a phone of 320 px', { viewport: { width: 320, height: 640 } }],
  ['the dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const }],
])('is accessible on every screen on %s', async (_, options) => {
  const faults: string[] = [];
  const complaints = await everyScreen(options, async (page, name) => {
    faults.push(...(await faultsOf(page, name)));
  });
  expect([...complaints, ...faults]).toEqual([]);
});
