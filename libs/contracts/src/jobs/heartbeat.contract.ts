import * as z from 'zod';

/** What the worker says of itself with every sign of life; versions and engines, no secrets. */
export const WorkerDetail = z.object({
  pid: z.number().int(),
  queue: z.enum(['postgres', 'redis']),
  /** The media tool; null when nothing can be prepared. */
  media: z.object({ engine: z.string(), version: z.string(), warnings: z.array(z.string()) }).nullable(),
  /** The speech engine; null when none is configured. */
  speech: z.object({ name: z.string(), model: z.string(), host: z.string() }).nullable(),
  /** The language model; null when none is configured. */
  summaries: z.object({ provider: z.string(), model: z.string(), dialect: z.string() }).nullable(),
  /** The demo's replay server stands in for recogniser and model: what it says was written beforehand. */
  replay: z.boolean(),
  /** Whether letters leave the outbox. */
  mail: z.boolean(),
});
export type WorkerDetail = z.infer<typeof WorkerDetail>;

/** What the keeper of the log says with every sign of life. How much is in the log is nobody's business here. */
export const LogDetail = z.object({
  /** Null while the log is empty. */
  origin: z.string().nullable(),
  /** What is wrong with the log; null when nothing is. */
  damage: z.string().nullable(),
  /** Witnesses that cosigned within a day. */
  witnesses: z.number().int(),
});
export type LogDetail = z.infer<typeof LogDetail>;
