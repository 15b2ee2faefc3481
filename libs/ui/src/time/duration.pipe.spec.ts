import { DurationPipe } from './duration.pipe';

it('says milliseconds as minutes and seconds', () => {
  const say = (milliseconds: number): string => new DurationPipe().transform(milliseconds);
  expect([0, 999, 59_999, 60_000, 107_000, 3_600_000, -5].map(say)).toEqual([
    '0:00',
    '0:00',
    '0:59',
    '1:00',
    '1:47',
    '60:00',
    '0:00',
  ]);
});
