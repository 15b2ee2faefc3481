import { databaseOf, type Database } from '@evenhand/adapters/database';
import { LogDetail, WorkerDetail, type Readiness } from '@evenhand/contracts';
import { Clock, Storage, Trouble } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

type Part = Readiness['parts']['database'];
type Parts = Readiness['parts'];

/** A process that gave no sign of life for longer is taken for gone. */
const freshMs = 30_000;
/** Writing to the storage on every question would wear it; this often is exact enough. */
const storageEveryMs = 15_000;
const answerMs = 3_000;

const fine = (say: string): Part => ({ ok: true, say });
const wrong = (say: string): Part => ({ ok: false, say });

interface Sign {
  readonly name: string;
  readonly seenAt: Date;
  readonly detail: unknown;
}

/** Whether everything is there that an interview needs, part by part, in words. */
@Injectable()
export class ReadinessCheck {
  private storage: { part: Part; at: number } | null = null;

  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly stored: Storage,
    private readonly clock: Clock,
  ) {}

  async check(): Promise<Readiness> {
    const [signs, storage] = await Promise.all([this.signs(), this.checkStorage()]);
    const parts = partsOf(signs, storage, this.clock.now());
    return { ready: Object.values(parts).every(({ ok }) => ok), parts };
  }

  /** Signs of life; null when the database does not answer in time. */
  private async signs(): Promise<Sign[] | null> {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), answerMs).unref());
    return Promise.race([this.database.heartbeat.findMany(), late]).catch(() => null);
  }

  private async checkStorage(): Promise<Part> {
    const now = this.clock.now();
    if (this.storage !== null && now - this.storage.at < storageEveryMs) return this.storage.part;
    const part = await this.stored.check().then(
      () => fine('Files can be written and read back.'),
      (error: unknown) =>
        wrong(error instanceof Trouble ? error.message : 'Files cannot be written and read back.'),
    );
    this.storage = { part, at: now };
    return part;
  }
}

/**
 * The parts, from signs of life.
 *
 * @param signs null when the database does not answer
 * @param now milliseconds since the epoch
 */
export function partsOf(signs: readonly Sign[] | null, storage: Part, now: number): Parts {
  const unknown = wrong('Unknown as long as the database does not answer.');
  if (signs === null) {
    const database = wrong(
      'The database does not answer. Check that it runs and that DATABASE_URL is right.',
    );
    const others = { queue: unknown, worker: unknown, revealer: unknown, log: unknown, media: unknown };
    return { database, storage, ...others, transcription: unknown, summaries: unknown, mail: unknown };
  }
  const fresh = (program: string): Sign[] =>
    signs.filter(({ name, seenAt }) => name === program && now - seenAt.getTime() <= freshMs);
  const details = fresh('worker').flatMap(({ detail }) => {
    const parsed = WorkerDetail.safeParse(detail);
    return parsed.success ? [parsed.data] : [];
  });
  return {
    database: fine('The database answers.'),
    storage,
    worker:
      fresh('worker').length > 0
        ? fine('The worker is at work.')
        : wrong('The worker gives no sign of life. Recordings wait until it is back; nothing is lost.'),
    revealer:
      fresh('revealer').length > 0
        ? fine(
            'The revealer is at work. It alone can open seals; whoever controls the account it runs under could too.',
          )
        : wrong('The revealer gives no sign of life. Locked interviews wait until it is back.'),
    log: logOf(fresh('log')[0]),
    ...enginesOf(details[0]),
  };
}

function logOf(sign: Sign | undefined): Part {
  const detail = LogDetail.safeParse(sign?.detail);
  if (!detail.success)
    return wrong(
      'Nobody keeps the log. Interviews wait to become available and to be revealed until somebody does.',
    );
  const { damage, witnesses } = detail.data;
  if (damage !== null) return wrong(damage);
  return fine(
    witnesses === 0
      ? 'The log is kept and signed. It is unwitnessed: nobody outside keeps its checkpoints, so whoever runs this system could rebuild all of it.'
      : `The log is kept, signed, and witnessed by ${witnesses === 1 ? 'one outsider' : `${witnesses} outsiders`}.`,
  );
}

function enginesOf(
  worker: WorkerDetail | undefined,
): Pick<Parts, 'queue' | 'media' | 'transcription' | 'summaries' | 'mail'> {
  if (worker === undefined) {
    const unknown = wrong('Unknown as long as the worker gives no sign of life.');
    return { queue: unknown, media: unknown, transcription: unknown, summaries: unknown, mail: unknown };
  }
  const { queue, media, speech, summaries, replay, mail } = worker;
  return {
    queue: fine(queue === 'redis' ? 'The queue lies in Redis.' : 'The queue lies in the database.'),
    media:
      media === null
        ? wrong('No program that prepares recordings was found. Set FFMPEG_PATH and FFPROBE_PATH.')
        : fine([`Recordings are prepared by ${media.engine} ${media.version}.`, ...media.warnings].join(' ')),
    transcription: fine(
      speech === null
        ? 'No speech engine is set: answers go on to people without a transcript.'
        : replay
          ? 'The demo replays transcripts written beforehand: no recogniser runs.'
          : `Answers are transcribed by ${speech.model} at ${speech.host}.`,
    ),
    summaries: fine(
      summaries === null
        ? 'No language model is set: summaries quote passages found by their words, without scores.'
        : replay
          ? 'The demo replays summaries written beforehand: no model runs.'
          : `Summaries are written by ${summaries.model} (${summaries.provider}).`,
    ),
    mail: fine(mail ? 'Letters are sent.' : 'No mail server is set: letters stay in the outbox.'),
  };
}
