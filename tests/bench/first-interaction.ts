/**
 * How soon a candidate can press the first button, and what was transferred until then, under Chromium's throttling as a
 * cheap phone on a slow line has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms, processor four times slower. Against an empty
 * Angular app in the same run.
 *
 *     node tests/bench/first-interaction.ts [rounds, 5]
 *
 * Needs the built applications (`npm run build`) and Chromium.
 */
import type { Browser } from 'playwright-core';

import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { ownSystem } from '../recorder/system.ts';
import { startChromium } from '../support/chromium.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { serveEmptyApp } from './empty-app.ts';
import { median } from './median.ts';

const [rounds = 5] = process.argv.slice(2).map(Number);
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const LIMITS = { scriptBytes: 120_000, pressableMs: 2000 };

interface Visit {
  /** From asking for the page until the first button can be pressed. */
  readonly pressableMs: number;
  /** Until the press had shown its effect: in the interview app, the next screen. */
  readonly effectMs: number;
  /** Until the button could be pressed. */
  readonly transferredBytes: number;
  readonly scriptBytes: number;
}

/**
 * @param press the name of what is pressed
 * @param effect what is seen afterwards
 */
async function visit(browser: Browser, url: string, press: RegExp, effect: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 720 } });
  try {
    const page = await context.newPage();
    const chromium = await context.newCDPSession(page);
    await chromium.send('Network.enable');
    await chromium.send('Network.emulateNetworkConditions', LINE);
    await chromium.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const scripts = new Set<string>();
    const sums = { all: 0, scripts: 0 };
    chromium.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    chromium.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      sums.all += encodedDataLength;
      if (scripts.has(requestId)) sums.scripts += encodedDataLength;
    });
    const start = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    const button = page.getByRole('link', { name: press }).or(page.getByRole('button', { name: press }));
    await button.first().click({ trial: true });
    const pressableMs = performance.now() - start;
    const until = { ...sums };
    await button.first().click();
    await page.getByText(effect).first().waitFor();
    const effectMs = performance.now() - start;
    return { pressableMs, effectMs, transferredBytes: until.all, scriptBytes: until.scripts };
  } finally {
    await context.close();
  }
}

const system = await ownSystem();
const empty = await serveEmptyApp();
const browser = await startChromium();
try {
  const { recruiter, recruiterId, reviewerId } = system;
  const requisition = await openRequisition(
    recruiter,
    {
      title: 'First interaction',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    { recruiter: [recruiterId], reviewer: [reviewerId], hiring_manager: [] },
  );
  const [secret = ''] = await invite(recruiter, requisition.id, [
    { name: 'First', email: 'first@example.org' },
  ]);
  const ours: Visit[] = [];
  const least: Visit[] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const link = `${system.base}/interview/i/${secret}`;
    const own = await visit(browser, link, /^Continue/, 'What is recorded, and your choice');
    const other = await visit(browser, empty.base, /^Pressed 0/, 'Pressed 1');
    // The first round warms the server up.
    if (turn > 0) {
      ours.push(own);
      least.push(other);
    }
  }
  const [own, other] = [figuresOf(ours), figuresOf(least)];
  const report = {
    bench: 'first-interaction',
    rounds,
    throttling: { ...LINE, processorTimesSlower: 4 },
    limits: LIMITS,
    interview: own,
    emptyAngularApp: other,
    ratios: {
      pressable: Math.round((100 * own.pressableMs) / other.pressableMs) / 100,
      effect: Math.round((100 * own.effectMs) / other.effectMs) / 100,
      transferredBytes: Math.round((100 * own.transferredBytes) / other.transferredBytes) / 100,
    },
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await browser.close();
  await empty.stop();
  await system.stop();
}

function figuresOf(visits: readonly Visit[]): Visit {
  const middle = (of: (visit: Visit) => number): number => Math.round(median(visits.map(of)));
  return {
    pressableMs: middle(({ pressableMs }) => pressableMs),
    effectMs: middle(({ effectMs }) => effectMs),
    transferredBytes: middle(({ transferredBytes }) => transferredBytes),
    scriptBytes: middle(({ scriptBytes }) => scriptBytes),
  };
}
