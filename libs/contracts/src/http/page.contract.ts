import * as z from 'zod';

/** Lists page by key: pass `next` of one page as `cursor` of the following request. */
export const PageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.output<typeof PageQuery>;

export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

export const Id = z.uuid();
export const Moment = z.iso.datetime();
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'This is not an e-mail address.' }).max(254));
