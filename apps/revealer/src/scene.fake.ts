import { digestOfSeal, openDatabase, SealedRuns, type Database } from '@evenhand/adapters/database';
import { HpkeOpener, newKeyPair, type SealKeyPair } from '@evenhand/adapters/opening';
import { HpkeSealer } from '@evenhand/adapters/sealing';
import { Template } from '@evenhand/contracts';
import type { SealedPayload } from '@evenhand/contracts-verdict';
import {
  MediaLinks,
  Opener,
  ratingKeys,
  roomFor,
  type Envelope,
  type Opened,
  type SealedAbout,
} from '@evenhand/domain';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { canonicalJson, digestOfJson, type Ed25519Key } from '@evenhand/ledger';
import { createLog } from '@evenhand/platform';
import { PacketStage, ScorecardStage, SeatStage } from '@evenhand/stages/review';
import { SealStage } from '@evenhand/stages/seal';
import pg from 'pg';
import {
  account,
  openRequisition,
  submittedInterview,
  twoQuestions,
} from '../../../tests/support/screening-rows';
import { enrolledKey, signedWith } from '../../../tests/support/signing-rows';
import { Cohorts } from './checking/cohort';
import { PublishedKeys } from './keys/published-keys';
import { Revealer, type Ending } from './revealer';
import { KeptLog } from './sequencing/kept-log.fake';
import { LockedInterviews } from './watching/locked-interviews';
import { Sweep } from './watching/sweep';

export const summary: SealedPayload = {
  v: 1,
  kind: 'summary',
  origin: 'model',
  model: 'scripted-1',
  prompt: null,
  criteria: [
    {
      questionId: 'first',
      criterionId: 'clarity',
      score: 4,
      abstention: null,
      statement: 'Names the invoice.',
      quotes: [{ text: 'I explained the invoice', startMs: 0, endMs: 900 }],
    },
  ],
};
export const none: SealedPayload = { v: 1, kind: 'none' };

/** Opens with real keys, and lets a test look on or step in between. */
export class WatchedOpener extends Opener {
  opened = 0;
  before: () => Promise<void> = () => Promise.resolve();

  constructor(public real: HpkeOpener) {
    super();
  }

  override async open(envelope: Envelope, about: SealedAbout): Promise<Opened> {
    await this.before();
    this.opened += 1;
    return this.real.open(envelope, about);
  }
}

/** Nobody looks at recordings here. */
class NoLinks extends MediaLinks {
  linkTo = (key: string): string => key;
}

interface Job {
  readonly requisitionId: string;
  readonly templateVersionId: string;
  readonly template: Template;
  readonly reviewers: readonly string[];
}

/**
 * Interviews that went through real stages with the real roles: sealed and made available as the worker, rated and locked as
 * the reviewers. The owner's connection plays the attacker, whom no trigger holds.
 */
export class Scene {
  /** The time of the day: a revealer that runs beside looks for what was locked lately. */
  readonly clock = new StillClock(Date.now());
  readonly chance = new SeededChance(Math.floor(Math.random() * 2 ** 31));
  readonly worker: Database<'worker'> = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  readonly review: Database<'review'> = openDatabase('review', process.env['DATABASE_URL_REVIEW'] ?? '');
  readonly database: Database<'revealer'> = openDatabase(
    'revealer',
    process.env['DATABASE_URL_REVEALER'] ?? '',
  );
  readonly owner = new pg.Client(process.env['DATABASE_URL']);
  readonly logged: string[] = [];
  opener!: WatchedOpener;
  /** Of a hundred interviews made available from now on, how many never show their summary. */
  neverRevealPercent = 0;
  secondReaderPercent = 0;
  readonly keptLog = new KeptLog(this.database, this.owner, this.clock);
  private keys: SealKeyPair[] = [];
  private readonly reviewerKeys = new Map<string, Ed25519Key>();
  private usual: Promise<Job> | undefined;

  async open(): Promise<this> {
    // The database of a spec goes before its connections do.
    this.owner.on('error', () => undefined);
    await this.owner.connect();
    await this.owner.query('SET session_replication_role = replica');
    await this.keptLog.open();
    this.keys = [newKeyPair()];
    this.opener = new WatchedOpener(new HpkeOpener(this.keys));
    await this.publish();
    return this;
  }

  async close(): Promise<void> {
    await Promise.all([this.worker.close(), this.review.close(), this.database.close(), this.owner.end()]);
  }

  /** Publishes the keys, as the revealer does when it starts. */
  publish(): Promise<void> {
    const keys = this.keys.map((key) => ({ ...key, createdAt: new Date(this.clock.now()) }));
    return new PublishedKeys(this.database, keys, this.clock).publish();
  }

  revealer(): Revealer {
    return new Revealer(this.database, this.keptLog.evidence, this.opener, this.clock, this.chance);
  }

  sweep(): Sweep {
    const log = createLog('revealer', 'silent');
    const note = (...line: unknown[]): void => void this.logged.push(JSON.stringify(line));
    Object.assign(log, { info: note, warn: note, error: note });
    return new Sweep(
      this.database,
      new LockedInterviews(this.database, this.clock),
      this.revealer(),
      this.keptLog.evidence,
      this.clock,
      log,
    );
  }

  look(interviewId: string): Promise<Ending> {
    return this.revealer().reveal(
      interviewId,
      1,
      new Cohorts(this.database, this.keptLog.evidence, this.clock),
    );
  }

  /** An open requisition whose template was published as the product does it. */
  async job(change: Record<string, unknown> = {}): Promise<Job> {
    const reviewers = [
      await account(this.owner, 'A', 'reviewer'),
      await account(this.owner, 'B', 'reviewer'),
      await account(this.owner, 'C', 'reviewer'),
    ];
    const template = twoQuestions(change);
    const of = await openRequisition(
      this.owner,
      { recruiter: [], reviewer: reviewers, hiring_manager: [] },
      template,
    );
    const rubric = digestOfJson(template);
    await this.owner.query('UPDATE screening.template_version SET content_hash = $2 WHERE id = $1', [
      of.templateVersionId,
      rubric,
    ]);
    const { requisitionId: requisition, templateVersionId } = of;
    await this.log({
      v: 1,
      type: 'requisition-published',
      requisition,
      template: templateVersionId,
      rubric,
      by: requisition,
    });
    return { ...of, reviewers, template: Template.parse(template) };
  }

  /** A submitted interview, its payload sealed, in its reviewers' queues. */
  async available(job: Job, payload: SealedPayload = summary): Promise<string> {
    const { interviewId } = await submittedInterview(this.owner, job);
    const runs = new SealedRuns(new HpkeSealer(this.chance), this.clock, this.chance);
    await this.worker.inTransaction(async (tx) => {
      const run = await runs.declare(tx, { interviewId, round: 1 }, { v: 1 });
      await runs.seal(tx, run, canonicalJson(payload), roomFor(ratingKeys(job.template).length));
    });
    const shares = {
      NEVER_REVEAL_PERCENT: this.neverRevealPercent,
      SECOND_READER_PERCENT: this.secondReaderPercent,
    };
    await new SealStage(this.worker, runs, this.keptLog, this.clock, this.chance, shares).run(interviewId);
    return interviewId;
  }

  /** Locks the scorecards of those who have a seat, in the order of their seats. */
  async rate(interviewId: string, ...ratings: number[]): Promise<void> {
    const seats = await this.rows(
      `SELECT a.packet_id, a.reviewer_id FROM review.assignment a WHERE interview_id = $1
       AND NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id) ORDER BY seat, packet_id`,
      interviewId,
    );
    const packets = new PacketStage(this.review, new NoLinks(), this.clock, this.chance);
    const scorecards = new ScorecardStage(
      this.review,
      new SeatStage(this.review, this.clock, this.chance),
      this.clock,
      this.chance,
    );
    for (const [at, rating] of ratings.entries()) {
      const reviewerId = String(seats[at]?.['reviewer_id']);
      await this.keptLog.sign();
      const packet = await packets.open(reviewerId, String(seats[at]?.['packet_id']));
      const key = await this.keyOf(reviewerId);
      await scorecards.lock(reviewerId, packet.packetId, await signedWith(key, packet, scorecard(rating)));
    }
  }

  /** A reviewer's key, enrolled when it is first needed. */
  async keyOf(reviewerId: string): Promise<Ed25519Key> {
    const known = this.reviewerKeys.get(reviewerId) ?? (await enrolledKey(this.owner, reviewerId));
    this.reviewerKeys.set(reviewerId, known);
    return known;
  }

  /** A locked interview nobody has revealed yet. */
  async locked(payload: SealedPayload = summary): Promise<string> {
    this.usual ??= this.job();
    const interviewId = await this.available(await this.usual, payload);
    await this.rate(interviewId, 3, 4);
    return interviewId;
  }

  /** A lock row that nobody earned. */
  async forgeLock(interviewId: string): Promise<void> {
    await this.owner.query(`INSERT INTO review.lock VALUES ($1, 1, '[]', now()) ON CONFLICT DO NOTHING`, [
      interviewId,
    ]);
  }

  async rows(query: string, interviewId: string): Promise<Record<string, unknown>[]> {
    return (await this.owner.query<Record<string, unknown>>(query, [interviewId])).rows;
  }

  /** Undefined: not revealed. */
  async revealed(interviewId: string): Promise<unknown> {
    const [row] = await this.rows('SELECT summary FROM review.reveal WHERE interview_id = $1', interviewId);
    return row?.['summary'];
  }

  async entries(interviewId: string): Promise<string[]> {
    const rows = await this.rows(
      `SELECT type FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`,
      interviewId,
    );
    return rows.map(({ type }) => String(type));
  }

  /** Writes an entry into the log past every program. */
  async log(entry: Record<string, unknown>): Promise<void> {
    await this.owner.query(
      'INSERT INTO ledger.pending (id, type, entry, created_at) VALUES (gen_random_uuid(), $1, $2, now())',
      [entry['type'], canonicalJson(entry)],
    );
  }

  /** Changes the entries of a type about an interview, as somebody could who owns the database. */
  async rewriteLog(interviewId: string, type: string, change: Record<string, unknown>): Promise<void> {
    await this.owner.query(
      `UPDATE ledger.pending SET entry = (entry::jsonb || $3::jsonb)::text
       WHERE entry::jsonb ->> 'interview' = $1 AND type = $2`,
      [interviewId, type, JSON.stringify(change)],
    );
  }

  /** Makes the log speak of the seal that lies there now. */
  async logSealAsItIs(interviewId: string): Promise<void> {
    const seal = await this.database.seal.findFirstOrThrow({ where: { interviewId } });
    await this.rewriteLog(interviewId, 'sealed', {
      commitment: seal.commitment,
      ciphertext: digestOfSeal(seal),
    });
  }
}

/** The same rating for both questions. */
export const scorecard = (rating: number) => ({
  ratings: ['first', 'second'].map((questionId) => ({
    questionId,
    criterionId: 'clarity',
    rating: rating as 1 | 2 | 3 | 4 | 5,
  })),
});
