import type { Mode } from '../keeping/memory.ts';
import type { Secrets } from '../keeping/secrets.ts';

export type ProcessName = 'api' | 'worker' | 'revealer';

/** What one start has found out. */
export interface Circumstances {
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly storageUrl: string;
  /** `DATABASE_URL_<ROLE>` of all roles. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly setUpCode: string | undefined;
  /** Where the replay server of the demo answers, if it stands in for a model. */
  readonly replayUrl: string | undefined;
  readonly revealerKeyFile: string;
}

/**
 * Which process may know which setting; what is not listed is for all. Each database role sees only its rooms, so this
 * table is the information barrier between processes. The owner's address is for none of them.
 */
const RESERVED: Readonly<Record<string, readonly ProcessName[]>> = {
  DATABASE_URL: [],
  DATABASE_URL_SIGNIN: ['api'],
  DATABASE_URL_PORTAL: ['api'],
  DATABASE_URL_STAFF: ['api'],
  DATABASE_URL_REVIEW: ['api'],
  DATABASE_URL_ACCOMMODATION: ['api'],
  DATABASE_URL_COMPLIANCE: ['api'],
  DATABASE_URL_AUDIT: ['worker'],
  DATABASE_URL_WORKER: ['worker'],
  DATABASE_URL_REVEALER: ['revealer'],
  SETUP_CODE: ['api'],
  MEDIA_URL_SECRET: ['api'],
  SCRATCH_KEY: ['worker'],
  QUEUE_URL: ['worker'],
  OPENAI_API_KEY: ['worker'],
  SMTP_URL: ['api', 'worker'],
  REVEALER_KEY_FILE: ['revealer'],
  LOG_KEY_FILE: ['revealer'],
  LOG_KEY: ['revealer'],
  WITNESS_KEYS: ['api'],
};

/** The environment of a process: what was given and what the start found out, without what is reserved to others. */
export function environmentOf(
  name: ProcessName,
  given: NodeJS.ProcessEnv,
  secrets: Secrets,
  circumstances: Circumstances,
): NodeJS.ProcessEnv {
  const { mode, host, port, publicUrl, storageUrl, replayUrl, setUpCode, revealerKeyFile } = circumstances;
  const everything: NodeJS.ProcessEnv = {
    ...defaultsFor(mode),
    MEDIA_URL_SECRET: secrets.get('media-url'),
    SCRATCH_KEY: secrets.get('scratch'),
    ...(replayUrl === undefined ? {} : replaySettings(replayUrl)),
    ...given,
    NODE_ENV: 'production',
    EVENHAND_MODE: mode,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    STORAGE_URL: storageUrl,
    SETUP_CODE: setUpCode,
    REVEALER_KEY_FILE: revealerKeyFile,
    ...circumstances.addresses,
  };
  return Object.fromEntries(Object.entries(everything).filter(([setting]) => mayKnow(name, setting)));
}

function mayKnow(name: ProcessName, setting: string): boolean {
  return RESERVED[setting]?.includes(name) ?? true;
}

/** A demo is waited for by a person, and a trial may use the ffmpeg that came with npm. */
function defaultsFor(mode: Mode): NodeJS.ProcessEnv {
  if (mode === 'operator') return {};
  const trial = { ALLOW_BUNDLED_FFMPEG: 'true' };
  if (mode !== 'demo') return trial;
  const soon = { SEAL_TICK_SECONDS: '5', SEAL_WAIT_SECONDS: '10' };
  // A demo is to be looked at: every reveal in it shows something.
  return { ...trial, ...soon, NEVER_REVEAL_PERCENT: '0', SECOND_READER_PERCENT: '0' };
}

function replaySettings(url: string): NodeJS.ProcessEnv {
  return {
    OPENAI_BASE_URL: `${url}/v1`,
    OPENAI_API_KEY: 'replay',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'replay',
    SUMMARY_MODEL: 'replay',
    DEMO_REPLAY: 'true',
  };
}
