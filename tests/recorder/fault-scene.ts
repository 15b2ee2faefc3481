import { spawn } from 'node:child_process';

import bundledFfmpeg from '@ffmpeg-installer/ffmpeg';
import type { PortalView, TakeView } from '@evenhand/contracts';
import type { BrowserContext, CDPSession } from 'playwright-core';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { InterviewDriver } from '../browser/interview-driver.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { PageWatch } from './page-watch.ts';
import { RecordingBrowser } from './recording-browser.ts';
import type { System } from './system.ts';

/** What a fault wants of the browser before the candidate comes. */
export interface BrowserWish {
  readonly arguments?: readonly string[];
  /** Runs in every page before its own scripts. */
  readonly script?: string;
  readonly screen?: { readonly width: number; readonly height: number };
}

/** One candidate before the first question of an interview of their own, in a browser of their own. */
export class FaultScene {
  readonly watch = new PageWatch();
  /** How long nothing could be recorded. */
  stoodStillMs = 0;
  /** Ends what a fault lets last until the recording was stopped. */
  atRelent: () => Promise<void> = async () => undefined;
  readonly system: System;
  private readonly browser: RecordingBrowser;
  private readonly wish: BrowserWish;
  private readonly portal: ApiSession;
  private current: { context: BrowserContext; candidate: InterviewDriver } | undefined;
  private question = '';
  private crashed = false;

  private constructor(system: System, wish: BrowserWish, secret: string) {
    this.system = system;
    this.wish = wish;
    this.portal = new ApiSession(system.base, () => undefined, secret);
    this.browser = new RecordingBrowser(wish.arguments);
  }

  /** Invites a candidate, who agrees and opens the first question. */
  static async open(system: System, wish: BrowserWish = {}): Promise<FaultScene> {
    const { recruiter, recruiterId, reviewerId } = system;
    const requisition = await openRequisition(
      recruiter,
      {
        title: 'Recorder faults',
        contactEmail: 'jobs@example.org',
        template: twoQuestions({ requiredScorecards: 1 }) as never,
      },
      { recruiter: [recruiterId], reviewer: [reviewerId], hiring_manager: [] },
    );
    const candidates = [{ name: 'Fault Candidate', email: 'fault@example.org' }];
    const [secret = ''] = await invite(recruiter, requisition.id, candidates);
    const scene = new FaultScene(system, wish, secret);
    try {
      await scene.startBrowser();
      const { candidate } = scene;
      await candidate.open(`${system.base}/interview/i/${secret}`);
      await candidate.begin();
      await candidate.consent({ transcription: false, aiAssessment: false });
      await candidate.skipDevices();
      await candidate.openQuestion(1);
      scene.question = candidate.page.url();
      return scene;
    } catch (error) {
      await scene.close();
      throw error;
    }
  }

  get candidate(): InterviewDriver {
    if (this.current === undefined) throw new Error('The browser does not run.');
    return this.current.candidate;
  }

  get context(): BrowserContext {
    if (this.current === undefined) throw new Error('The browser does not run.');
    return this.current.context;
  }

  /** Speaks to Chromium about the candidate's page. */
  chromium(): Promise<CDPSession> {
    return this.context.newCDPSession(this.candidate.page);
  }

  /** The processes in which pages run; a browser of one candidate shows no other pages. */
  async pageProcesses(): Promise<number[]> {
    const browser = this.context.browser();
    if (browser === null) throw new Error('The browser does not run.');
    const chromium = await browser.newBrowserCDPSession();
    const { processInfo } = await chromium.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  async killBrowser(): Promise<void> {
    this.current = undefined;
    await this.browser.kill();
  }

  /** The candidate comes back to the question: on the page as it is, in a new tab, or in a browser started anew. */
  async comeBack(): Promise<InterviewDriver> {
    if (this.current === undefined) await this.startBrowser();
    else if (this.crashed) this.current = { ...this.current, candidate: await this.newTab(this.context) };
    else return this.candidate;
    await this.candidate.open(this.question);
    return this.candidate;
  }

  /** The same candidate opens the question in a second tab. */
  async secondTab(): Promise<InterviewDriver> {
    const second = await this.newTab(this.context);
    await second.open(this.question);
    return second;
  }

  async firstQuestion(): Promise<PortalView['questions'][number]> {
    const { questions } = await this.portal.call<PortalView>('look', 'GET', '/api/portal');
    const [first] = questions;
    if (first === undefined) throw new Error('The interview has no question.');
    return first;
  }

  /** Waits until the newest take has arrived and was prepared. */
  async preparedTake(timeoutMs = 180_000): Promise<TakeView> {
    for (const until = Date.now() + timeoutMs; ;) {
      const take = (await this.firstQuestion()).takes.findLast(({ status }) => status !== 'discarded');
      if (take?.status === 'prepared') return take;
      if (take?.status === 'refused' || Date.now() > until)
        throw new Error(`The recording is ${take?.status ?? 'missing'} on the server.`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Seconds of sound that can be heard in a prepared take: gaps do not count. */
  async heardSeconds({ mediaUrl }: TakeView): Promise<number> {
    if (mediaUrl === null) throw new Error('The take cannot be played.');
    const url = new URL(mediaUrl, this.system.base).href;
    const rate = 8000;
    const output = ['-map', '0:a:0', '-ac', '1', '-ar', String(rate), '-f', 's16le', 'pipe:1'];
    const child = spawn(bundledFfmpeg.path, ['-nostdin', '-v', 'error', '-i', url, ...output], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let bytes = 0;
    child.stdout.on('data', (part: Buffer) => (bytes += part.length));
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`The take cannot be decoded: ffmpeg ended with ${String(code)}.`);
    return bytes / 2 / rate;
  }

  async close(): Promise<void> {
    this.current = undefined;
    await this.browser.remove();
  }

  private async startBrowser(): Promise<void> {
    const context = await this.browser.start();
    await this.watch.follow(context);
    if (this.wish.script !== undefined) await context.addInitScript({ content: this.wish.script });
    this.current = { context, candidate: await this.newTab(context) };
  }

  private async newTab(context: BrowserContext): Promise<InterviewDriver> {
    const page = await context.newPage();
    if (this.wish.screen !== undefined) await page.setViewportSize(this.wish.screen);
    page.on('crash', () => (this.crashed = true));
    // "Leave this page?" is answered as somebody answers it who wants to leave.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    return new InterviewDriver(page);
  }
}
