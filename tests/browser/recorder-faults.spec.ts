import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import { makeColleagues } from '../journeys/colleagues.ts';
import { MOST_LOST_SECONDS, runFault, type Choice } from '../recorder/fault-run.ts';
import { faults } from '../recorder/faults.ts';
import { systemOf, type System } from '../recorder/system.ts';
import { startStack, type Stack } from '../support/stack.ts';

jest.setTimeout(180_000);

let stack: Stack;
let system: System;

beforeAll(async () => {
  stack = await startStack();
  system = systemOf(stack, await makeColleagues(stack, { recruiter: 'recruiter', reviewer: 'reviewer' }));
});

afterAll(async () => {
  await stack?.stop();
});

/** Samples; `npm run campaign -- recorder-faults` tries all of them, and for longer. */
const sample: [string, Choice][] = [
  ['browser-killed', 'keep'],
  ['reload', 'again'],
  ['disk-full', 'keep'],
  ['no-storage', 'keep'],
  ['microphone-unplugged', 'again'],
  ['tab-frozen', 'keep'],
  ['clock-jump', 'keep'],
];

it.each(sample)('loses one slice at most and says what is safe: %s, then %s', async (name, choice) => {
  const fault = faults.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`There is no fault ${name}.`);
  const report = await runFault(system, fault, { before: 7.9, fault: 6, after: 1 }, choice);
  expect(report.findings).toEqual([]);
  if (choice === 'keep') expect(report.lostSeconds).toBeLessThanOrEqual(MOST_LOST_SECONDS);
  else expect(report.takesLeft.after).toBeGreaterThanOrEqual(report.takesLeft.before - 1);
});
