import { priceListOf } from '@evenhand/domain';
import { z } from 'zod';

/**
 * Every setting there is, read in this file only. The README's settings table is checked against it.
 * Empty strings count as not set.
 */
const text = z.string().min(1);
const optional = text.optional();
const whole = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

export const settingsSchema = z.object({
  EVENHAND_MODE: z.enum(['demo', 'empty', 'operator']).default('operator'),
  HOST: text.default('127.0.0.1'),
  PORT: whole(3300),
  /** Address people reach the system at, without a slash at the end. */
  PUBLIC_URL: z.url().default('http://127.0.0.1:3300'),
  /** Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas. */
  TRUSTED_PROXIES: text.default('loopback'),
  /** Folder with the built web apps. */
  WEB_ROOT: text.default('dist/apps'),
  SETUP_CODE: optional,

  DATABASE_URL_SIGNIN: optional,
  DATABASE_URL_PORTAL: optional,
  DATABASE_URL_STAFF: optional,
  DATABASE_URL_REVIEW: optional,
  DATABASE_URL_ACCOMMODATION: optional,
  DATABASE_URL_COMPLIANCE: optional,
  DATABASE_URL_AUDIT: optional,
  DATABASE_URL_WORKER: optional,
  DATABASE_URL_REVEALER: optional,

  /** postgres: or redis:; without it the queue lies in the worker's database. */
  QUEUE_URL: optional,
  STORAGE_URL: text.default('file:.evenhand/storage'),
  MEDIA_URL_SECRET: optional,
  UPLOAD_LIMIT_BYTES: whole(1_073_741_824),
  SMTP_URL: optional,
  MAIL_FROM: text.default('Evenhand <no-reply@localhost>'),

  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_API_KEY: optional,
  SPEECH_ENGINE: z.enum(['openai', 'none']).optional(),
  SPEECH_MODEL: optional,
  SUMMARY_MODEL: optional,
  SUMMARY_DIALECT: z.enum(['responses', 'chat']).default('responses'),
  /** How often each criterion is rated; a score needs two samples that agree, or the only one. */
  SUMMARY_SAMPLES: z.coerce.number().int().min(1).max(9).default(3),
  SUMMARY_TIMEOUT_SECONDS: whole(120),
  /** Prices by model: tokens by the million as input/output, sound by the minute; in any one currency. */
  AI_PRICES: text
    .transform((list, context) => {
      const prices = priceListOf(list);
      if (prices) return prices;
      context.addIssue({
        code: 'custom',
        message: 'write model=input/output or model=minute, with commas between',
      });
      return z.NEVER;
    })
    .optional(),
  /** What may be spent on engines in a day (UTC), in the currency of the prices; then they rest until the next. */
  AI_BUDGET_PER_DAY: z.coerce.number().min(0).optional(),
  /** Set by the launcher when the bundled replay server answers: summaries are then labelled "written for the demo". */
  DEMO_REPLAY: z.stringbool().default(false),

  SEAL_TICK_SECONDS: whole(600),
  SEAL_WAIT_SECONDS: whole(1800),
  /** Of a hundred interviews, how many never show their AI summary; drawn before anybody rates. */
  NEVER_REVEAL_PERCENT: z.coerce.number().min(0).max(100).default(10),
  /** Of a hundred interviews that need one scorecard, how many get a second reader; drawn before anybody rates. */
  SECOND_READER_PERCENT: z.coerce.number().min(0).max(100).default(10),
  SWEEP_SECONDS: whole(60),
  /** How long a running step waits for a sign of life of its worker before another may have it. */
  STEP_LEASE_SECONDS: z.coerce.number().int().min(1).default(20),
  /** Steps of one stage that a worker runs side by side. */
  WORKER_CONCURRENCY: whole(2),
  SCRATCH_KEY: optional,
  REVEALER_KEY_FILE: optional,
  /** Where the key lies that signs the log's checkpoints; unless set, beside the revealer's. */
  LOG_KEY_FILE: optional,
  /** The key itself, for who keeps keys elsewhere than in files. */
  LOG_KEY: optional,
  /** What a log made now is called, for example hiring.example.org/log. */
  LOG_ORIGIN: optional,
  /** Oldest age of the last checkpoint, when something is new. */
  LOG_CHECKPOINT_SECONDS: whole(60),
  /** Verifier keys of those who may cosign checkpoints, separated by spaces or commas. */
  WITNESS_KEYS: optional,

  FFMPEG_PATH: optional,
  FFPROBE_PATH: optional,
  ALLOW_BUNDLED_FFMPEG: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

/**
 * Reads and checks the environment.
 *
 * @throws Error with one line per wrong setting; never prints a value, since it may be a secret
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Some settings are wrong:\n${lines.join('\n')}`);
}

/** The value of a setting this program cannot run without. */
export function need<K extends SettingName>(settings: Settings, name: K): NonNullable<Settings[K]> {
  const value = settings[name];
  if (value === undefined || value === null) throw new Error(`The setting ${name} is missing.`);
  return value;
}
