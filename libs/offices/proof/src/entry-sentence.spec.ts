import { LogEntry } from '@evenhand/contracts';
import fc from 'fast-check';
import { sentenceOf } from './entry-sentence';

const uuid = '7f2b9a3e-0000-4000-8000-000000000001';
const digest = 'ab'.repeat(32);
const types = LogEntry.options.map((option) => option.shape.type.value);

/** An entry of a type, whatever its fields are: tries values until the contract takes it. */
function entryOf(type: string): LogEntry {
  const fields = [
    'account by requisition template link interview packet reviewer notice request lock',
    'key root rubric batch choices media consent limits plan commitment ciphertext scorecard reason revision decision text',
  ].flatMap((names, kind) => names.split(' ').map((name) => [name, kind === 0 ? uuid : digest] as const));
  const wide = {
    ...Object.fromEntries(fields),
    v: 1,
    type,
    roles: ['reviewer', 'hiring_manager'],
    version: 1,
    language: 'en',
    members: 2,
    interviews: 1,
    round: 1,
    run: 1,
    scorecards: 2,
    seat: 'required',
  };
  const shape = LogEntry.options.find((option) => option.shape.type.value === type)?.shape ?? {};
  const own = Object.fromEntries(Object.entries(wide).filter(([name]) => name in shape));
  const digests = ['submitted', 'consented'].includes(type) ? { template: digest, notice: digest } : {};
  const fitting = Object.fromEntries(
    Object.entries({ ...own, ...digests }).filter(([name]) => name in shape),
  );
  return LogEntry.parse(fitting);
}

describe('an entry in plain words', () => {
  test.each(types)('%s is a sentence that names nobody', (type) => {
    const sentence = sentenceOf(entryOf(type));
    expect(sentence).toMatch(/^[A-Z].+\.$/);
    expect(sentence).not.toContain(uuid);
    expect(sentence).not.toContain(digest);
    expect(sentence).not.toContain('undefined');
  });

  test('counts in words people use', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000 }), (interviews) => {
        const entry = { ...entryOf('invited'), interviews } as LogEntry;
        expect(sentenceOf(entry)).toBe(`A recruiter invited ${interviews} candidates.`);
      }),
    );
    expect(sentenceOf(entryOf('invited'))).toBe('A recruiter invited one candidate.');
  });
});
