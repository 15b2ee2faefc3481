import { priceListOf } from '@evenhand/domain';
import { SummariseScene } from './summarise-scene.fake';

let scene: SummariseScene;
beforeAll(async () => {
  scene = await new SummariseScene().open();
});
afterAll(() => scene.close());
beforeEach(() => scene.startAfresh());

const prices = priceListOf('scripted-1=1/5') ?? new Map();
const costs = async (interviewId: string) =>
  (await scene.rows('SELECT cost_micros AS cost FROM jobs.ai_call WHERE subject = $1', interviewId)).map(
    ({ cost }) => Number(cost),
  );

it('is noted call by call, at the prices of the list', async () => {
  const interviewId = await scene.interview();
  await scene.stage({}, { prices, budgetPerDay: null }).run(interviewId);
  const noted = await costs(interviewId);
  expect(noted).toHaveLength(8);
  expect(noted.every((cost) => cost > 0)).toBe(true);
});

it('stops at the day’s budget: no summary, no further call, and on the next day it goes on', async () => {
  const first = await scene.interview();
  await scene.stage({}, { prices, budgetPerDay: 0.000_001 }).run(first);
  // Whatever was spent so far, here or in the test before, is above a budget that small.
  const asked = scene.model.asked.length;
  const second = await scene.interview();
  await scene.stage({}, { prices, budgetPerDay: 0.000_001 }).run(second);
  expect(scene.model.asked).toHaveLength(asked);
  expect(await costs(second)).toEqual([]);
  expect(await scene.reason(second)).toBe('budget-spent');

  scene.clock.pass(24 * 3_600_000);
  const third = await scene.interview();
  await scene.stage({}, { prices, budgetPerDay: 100 }).run(third);
  expect(await scene.reason(third)).toBeUndefined();
});
