import type { Template as DomainTemplate } from '@evenhand/domain';
import * as z from 'zod';

const line = (max: number) => z.string().trim().min(1, { error: 'This must not be empty.' }).max(max);
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'Use lower-case letters, digits and dashes.' });

export const Criterion = z
  .object({
    id: slug,
    name: line(120),
    jobRelatedness: z.string().trim().max(500),
    anchors: z.tuple([line(400), line(400), line(400), line(400), line(400)]),
  })
  .meta({ id: 'Criterion' });

export const Question = z
  .object({
    id: slug,
    text: line(2000),
    kinds: z
      .array(z.enum(['video', 'audio', 'text']))
      .min(1, { error: 'Offer at least one kind of answer.' }),
    preparationSeconds: z.number().int().min(0).max(3600).nullable(),
    answerSeconds: z.number().int().min(15).max(900),
    retakes: z.number().int().min(0).max(10),
    criteria: z.array(Criterion).min(1, { error: 'Add at least one criterion.' }).max(8),
  })
  .meta({ id: 'Question' });
export type Question = z.output<typeof Question>;

/** The whole template. Ids of questions are unique; ids of criteria are unique within their question. */
export const Template = z
  .object({
    introduction: z.string().trim().max(4000),
    closing: z.string().trim().max(4000),
    questions: z.array(Question).min(1, { error: 'Add at least one question.' }).max(20),
    requiredScorecards: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    revealRule: z.enum(['all-locked', 'cohort-locked']),
    hidesIdentity: z.boolean(),
    windowHours: z
      .number()
      .int()
      .min(1)
      .max(24 * 90),
  })
  .superRefine((template, context) => {
    const twice = (ids: string[]) => ids.find((id, index) => ids.indexOf(id) !== index);
    const question = twice(template.questions.map((one) => one.id));
    if (question !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['questions'],
        message: `The question id ${question} is used twice.`,
      });
    }
    template.questions.forEach((one, index) => {
      const criterion = twice(one.criteria.map((each) => each.id));
      if (criterion === undefined) return;
      const message = `The criterion id ${criterion} is used twice.`;
      context.addIssue({ code: 'custom', path: ['questions', index, 'criteria'], message });
    });
  })
  .meta({ id: 'Template' }) satisfies z.ZodType<DomainTemplate>;
export type Template = z.output<typeof Template>;
