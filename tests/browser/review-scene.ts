import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { RequisitionView } from '@evenhand/contracts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent, recordAnswer, recordingsReady, submit } from '../../apps/launcher/src/journey/candidate.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { makeColleagues, testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { startChromium } from '../support/chromium.ts';
import { startFakeOpenAi } from '../support/fake-openai-server.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { ConsoleDriver } from './console-driver.ts';

const roles = {
  recruiter: 'recruiter',
  one: 'reviewer',
  two: 'reviewer',
  manager: 'hiring_manager',
  officer: 'compliance_officer',
  chief: 'administrator',
} as const;
type Name = keyof typeof roles;

/** A whole system with colleagues, a requisition and a browser: what reviews need. */
export interface ReviewScene {
  readonly stack: Stack;
  readonly people: Record<Name, TestColleague>;
  readonly requisition: RequisitionView;
  readonly browser: Browser;
  /** A window of its own, signed in as somebody. */
  consoleOf(name: Name, options?: BrowserContextOptions): Promise<ConsoleDriver>;
  /** A candidate has answered: spoken the first question, written the second. Returns the interview. */
  answered(candidate: string): Promise<string>;
  stop(): Promise<void>;
}

/** @param change to the template: two questions, one criterion each, by default one scorecard */
export async function startReviewScene(change: Record<string, unknown> = {}): Promise<ReviewScene> {
  const speech = await startFakeOpenAi();
  const stack = await startStack({
    OPENAI_BASE_URL: speech.baseUrl,
    OPENAI_API_KEY: 'test',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'fake-speech',
  });
  try {
    return await sceneOn(stack, change, () => speech.stop());
  } catch (error) {
    await Promise.all([stack.stop(), speech.stop()]);
    throw error;
  }
}

async function sceneOn(
  stack: Stack,
  change: Record<string, unknown>,
  stopSpeech: () => Promise<void>,
): Promise<ReviewScene> {
  const people = await makeColleagues(stack, roles);
  const requisition = await openRequisition(
    people.recruiter.session,
    {
      title: 'Support agent',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1, ...change }) as never,
    },
    {
      recruiter: [people.recruiter.id],
      reviewer: [people.one.id, people.two.id],
      hiring_manager: [people.manager.id],
    },
  );
  const recording = { bytes: recordedWithSilence(stack.folder), type: 'video/webm', kind: 'video' as const };
  const browser = await startChromium();

  return {
    stack,
    people,
    requisition,
    browser,
    consoleOf: async (name, options = {}) => {
      const driver = new ConsoleDriver(await (await browser.newContext(options)).newPage(), stack.base);
      await driver.signIn(people[name].email, testPassword);
      return driver;
    },
    answered: async (candidate) => {
      const email = `${candidate.toLowerCase().replaceAll(' ', '.')}@example.org`;
      const [secret = ''] = await invite(people.recruiter.session, requisition.id, [
        { name: candidate, email },
      ]);
      const portal = new ApiSession(stack.base, () => undefined, secret);
      await consent(portal, { transcription: true, aiAssessment: false });
      await recordAnswer(portal, 'first', recording);
      await portal.call('write an answer', 'PUT', '/api/portal/answers/second/text', {
        text: 'I wrote a guide that four colleagues used in the first week.',
      });
      const { interviewId } = await recordingsReady(portal);
      await submit(portal, interviewId);
      return interviewId;
    },
    stop: async () => {
      await browser.close();
      await stack.stop();
      await stopSpeech();
    },
  };
}

/** What goes wrong in a page without anybody saying so. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  return complaints;
}

/** Six seconds of speech, six of silence, six of speech, as a browser would have recorded them. */
function recordedWithSilence(folder: string): Buffer {
  const speech = path.join(folder, 'speech.wav');
  const recording = path.join(folder, 'with-silence.webm');
  const words = 'I asked the customer what had happened, and then I solved it step by step. '.repeat(3);
  execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', speech, words]);
  const sound = '[1:a]atrim=0:6,asplit[a][b];[a]apad=whole_dur=12[first];[first][b]concat=n=2:v=0:a=1[sound]';
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=10:duration=18'],
    ...['-i', speech, '-filter_complex', sound, '-map', '0:v', '-map', '[sound]'],
    ...[
      '-c:v',
      'libvpx',
      '-deadline',
      'realtime',
      '-b:v',
      '200k',
      '-c:a',
      'libopus',
      '-f',
      'webm',
      recording,
    ],
  ]);
  return readFileSync(recording);
}
