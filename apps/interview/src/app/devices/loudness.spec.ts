import { barOf, decibels, hearing } from './loudness';

const tone = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 2048 }, (_, at) => amplitude * Math.sin((2 * Math.PI * at) / 64));

it('measures a full tone at -3 dB and silence at -100 dB', () => {
  expect(decibels(tone(1))).toBeCloseTo(-3.01, 1);
  expect(decibels(tone(0.1))).toBeCloseTo(-23.01, 1);
  expect(decibels(new Float32Array(2048))).toBe(-100);
  expect(decibels(new Float32Array())).toBe(-100);
});

it('tells silence, speech and too much apart', () => {
  expect(hearing(decibels(tone(0.001)))).toBe('quiet');
  expect(hearing(decibels(tone(0.1)))).toBe('hears');
  expect(hearing(decibels(tone(1)))).toBe('loud');
});

it('draws the bar within its frame', () => {
  expect(barOf(-100)).toBe(0);
  expect(barOf(-30)).toBe(50);
  expect(barOf(3)).toBe(100);
});
