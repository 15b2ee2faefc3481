import * as z from 'zod';
import { inputSentence } from './input-sentences';

const sentences = (schema: z.ZodType, value: unknown): string[] =>
  schema
    .safeParse(value, { error: (issue) => issue.message ?? inputSentence(issue) })
    .error?.issues.map(({ message }) => message) ?? [];

describe('the sentence about an input', () => {
  test.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'This is missing.'],
    [z.string(), 7, 'This must be text.'],
    [z.coerce.number(), 'x', 'This must be a number.'],
    [z.number().int(), 1.5, 'This must be a whole number.'],
    [z.object({}), [], 'This must be an object with named fields.'],
    [z.enum(['vtt', 'srt']), 'doc', 'This must be vtt or srt.'],
    [z.literal(true), false, 'This must be true.'],
    [z.string().max(1), 'xx', 'Use at most 1 character.'],
    [z.array(z.string()).min(2), [], 'Use at least 2 entries.'],
    [z.number().min(1), 0, 'Use at least 1.'],
    [z.uuid(), 'x', 'This is not an id.'],
    [z.iso.datetime(), 'x', 'This is not a moment in the form 2026-01-31T09:00:00Z.'],
    [z.string().regex(/^[0-9a-f]+$/), 'x', 'This is not in the form that is expected.'],
    [z.strictObject({}), { x: 1 }, 'There is a field here that is not known.'],
    [z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), {}, 'This is not accepted here.'],
  ])('of %p that is %p', (schema, value, sentence) => {
    expect(sentences(schema, value)).toEqual([sentence]);
  });

  test('is that of the contract where it has one', () => {
    z.config({ localeError: inputSentence });
    const schema = z.string().min(1, { error: 'Give the job a title.' });
    expect(schema.safeParse('').error?.issues[0]?.message).toBe('Give the job a title.');
  });
});
