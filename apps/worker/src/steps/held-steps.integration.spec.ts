import { openDatabase } from '@evenhand/adapters/database';
import { done } from '@evenhand/domain';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { createLog, readSettings } from '@evenhand/platform';
import { dueStep } from '../../../../tests/support/answer-rows';
import { asOwner } from '../../../../tests/support/screening-rows';
import { StepClaims } from './step-claims';
import { StepRunner } from './step-runner';

it('waits in its row while what it needs is not to be had, and uses up no attempt', async () => {
  const database = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  const clock = new StillClock(Date.now() + 1_000);
  const claims = new StepClaims(database, clock, new SeededChance());
  const runner = new StepRunner(claims, createLog('test', 'silent'), readSettings({}));
  const step = await asOwner((owner) => dueStep(owner, 'transcribe', crypto.randomUUID()));
  const row = () =>
    database.step.findUniqueOrThrow({ where: { id: step }, select: { status: true, attempt: true } });
  const work = { run: () => Promise.resolve(done) };
  await runner.run(step, { ...work, holdMs: () => 30_000 });
  // Held, it is not due for anybody.
  await runner.run(step, work);
  expect(await row()).toEqual({ status: 'due', attempt: 0 });
  clock.pass(30_000);
  await runner.run(step, work);
  expect(await row()).toEqual({ status: 'done', attempt: 1 });
  await runner.finish(0);
  await database.close();
});
