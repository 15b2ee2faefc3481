import {
  databaseOf,
  lockInterview,
  SealedRuns,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { Template } from '@evenhand/contracts';
import type { NoSummaryReason, RunPlan, SealedPayload } from '@evenhand/contracts-verdict';
import { Chance, Clock, done, LogCoverage, ratingKeys, roomFor, type Outcome } from '@evenhand/domain';
import { canonicalJson, digestOfJson } from '@evenhand/ledger';
import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Draws } from './draws';
import { exhibitsOf } from './exhibits';
import { Seats } from './seats';

/** The first and only round until a fresh human review can be asked for. */
const round = 1;
const noSummary: SealedPayload = { v: 1, kind: 'none' };
const tooLate: NoSummaryReason = 'too-late';
/** A tick that was given up rests this long. */
const tryAgainMs = 10 * 60_000;

type Submitted = NonNullable<Awaited<ReturnType<typeof submitted>>>;

/**
 * The availability tick: from here on reviewers may have the interview. Every interview is sealed by then, with "no summary"
 * where none came in time, so becoming available says nothing about it.
 */
@Injectable()
export class SealStage {
  private readonly seats: Seats;
  private readonly draws: Draws;

  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly runs: SealedRuns,
    private readonly log: LogCoverage,
    private readonly clock: Clock,
    private readonly chance: Chance,
    @Inject(SETTINGS) shares: Pick<Settings, 'NEVER_REVEAL_PERCENT' | 'SECOND_READER_PERCENT'>,
  ) {
    this.seats = new Seats(clock, chance);
    this.draws = new Draws(clock, chance, shares);
  }

  /**
   * Makes a submitted interview available and assigns its reviewers, once a checkpoint covers what is sealed. Every
   * interview waits for one made after its tick, so that waiting says nothing about it either. Runs as often as it likes.
   *
   * @throws RevealerUnavailable while there is no key to seal to
   */
  async run(interviewId: string): Promise<Outcome> {
    const drawn = await this.perform(interviewId, async (tx, interview, template) => {
      await this.sealIfLate(tx, interview, template);
      await this.draws.arm(tx, { interviewId, round });
    });
    // Without a revealer no checkpoint comes: the next sweep looks again, and no attempt of the step is used up.
    if (drawn && (await this.log.coversArm(interviewId, round))) {
      await this.perform(interviewId, async (tx, interview, template) => {
        const exhibits = exhibitsOf(template, interview, await answersOf(tx, interviewId));
        await tx.exhibit.createMany({ data: exhibits });
        await this.makeAvailable(tx, interview, template);
      });
    }
    return done;
  }

  /** Does something to an interview that is submitted and not available. @returns whether it was */
  private perform(
    interviewId: string,
    work: (tx: Transaction<'worker'>, interview: Submitted, template: Template) => Promise<void>,
  ): Promise<boolean> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const interview = await submitted(tx, interviewId);
      if (!interview || (await isAvailable(tx, interviewId))) return false;
      await work(tx, interview, Template.parse(interview.template.content));
      return true;
    });
  }

  /** What has to be looked at again and again: ticks that failed for good or were not covered, and seats nobody had yet. */
  async sweep(): Promise<void> {
    await this.tryAgain();
    await this.runUncovered();
    await this.assignMissing();
  }

  /** Interviews whose draw had no checkpoint in time. As long as there is still none, the others need not be asked. */
  private async runUncovered(limit = 200): Promise<void> {
    const waiting = await this.database.$queryRaw<{ interviewId: string }[]>`
      SELECT a.interview_id AS "interviewId" FROM sealed.arm a
      JOIN screening.interview s ON s.id = a.interview_id AND s.status = 'submitted'
      WHERE a.round = ${round} AND NOT EXISTS (SELECT 1 FROM review.available_interview i
                                               WHERE i.interview_id = a.interview_id AND i.round = a.round)
      LIMIT ${limit}`;
    for (const { interviewId } of waiting) {
      if (!(await this.log.coversArm(interviewId, round))) return;
      await this.run(interviewId);
    }
  }

  /**
   * Gives seats that were left open, when the requisition has got more reviewers since.
   *
   * @param limit interviews looked at in one sweep
   * @returns seats given
   */
  async assignMissing(limit = 200): Promise<number> {
    const waiting = await this.database.$queryRaw<{ interviewId: string }[]>`
      SELECT i.interview_id AS "interviewId" FROM review.available_interview i
      JOIN screening.interview s ON s.id = i.interview_id AND s.status = 'submitted'
      WHERE i.open_seats > 0 AND i.round = ${round}
        AND EXISTS (SELECT 1 FROM screening.member m WHERE m.requisition_id = i.requisition_id AND m.duty = 'reviewer'
                      AND NOT EXISTS (SELECT 1 FROM review.assignment a WHERE a.interview_id = i.interview_id
                                        AND a.round = i.round AND a.reviewer_id = m.user_id))
      ORDER BY i.available_at LIMIT ${limit}`;
    let given = 0;
    for (const { interviewId } of waiting) given += await this.fillSeats(interviewId);
    return given;
  }

  /** An interview must reach people, however often its tick failed: what was given up comes up again. */
  private async tryAgain(): Promise<void> {
    const now = this.clock.now();
    await this.database.step.updateMany({
      where: { stage: 'seal', status: 'dead', updatedAt: { lt: new Date(now - tryAgainMs) } },
      data: { status: 'due', attempt: 0, errorCode: null, dueAt: new Date(now), updatedAt: new Date(now) },
    });
  }

  private fillSeats(interviewId: string): Promise<number> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const where = { interviewId_round: { interviewId, round } };
      const { requisitionId, openSeats, templateVersionId, requiredScorecards } =
        await tx.availableInterview.findUniqueOrThrow({ where });
      const { content } = await tx.templateVersion.findUniqueOrThrow({ where: { id: templateVersionId } });
      const required = requiredScorecards ?? Template.parse(content).requiredScorecards;
      const open = await this.seats.fill(tx, { interviewId, round, requisitionId, required });
      await tx.availableInterview.updateMany({ where: { interviewId, round }, data: { openSeats: open } });
      return openSeats - open;
    });
  }

  /** Ends the waiting for a summary: what a model says from now on is dropped. */
  private async sealIfLate(
    tx: Transaction<'worker'>,
    interview: Submitted,
    template: Template,
  ): Promise<void> {
    const plan: RunPlan = {
      v: 1,
      run: 1,
      origin: 'none',
      model: null,
      prompts: [],
      samples: 0,
      template: digestOfJson(interview.template.content),
      transcripts: [],
    };
    const declared = await this.runs.declare(tx, { interviewId: interview.id, round }, plan);
    if (declared.sealed) return;
    const room = roomFor(ratingKeys(template).length);
    const sealed = await this.runs.seal(tx, declared, canonicalJson(noSummary), room);
    if (!sealed) return;
    const { interviewId, run } = declared;
    const createdAt = new Date(this.clock.now());
    await tx.noSummary.createMany({ data: { interviewId, run, reason: tooLate, createdAt } });
  }

  private async makeAvailable(
    tx: Transaction<'worker'>,
    interview: Submitted,
    template: Template,
  ): Promise<void> {
    const { id: interviewId, requisitionId, templateVersionId, candidateId } = interview;
    const now = this.clock.now();
    await writeEntry(tx, { v: 1, type: 'available', interview: interviewId, round }, this.chance.uuid(), now);
    const required = this.draws.readers(template.requiredScorecards);
    const seated = { interviewId, round, requisitionId, required };
    const openSeats = await this.seats.fill(tx, seated);
    const candidateName = template.hidesIdentity ? null : await nameOf(tx, candidateId);
    await tx.availableInterview.createMany({
      data: {
        interviewId,
        round,
        requisitionId,
        templateVersionId,
        candidateName,
        openSeats,
        requiredScorecards: required === template.requiredScorecards ? null : required,
        availableAt: new Date(now),
      },
    });
  }
}

async function submitted(tx: Transaction<'worker'>, id: string) {
  const interview = await tx.interview.findUnique({
    where: { id },
    select: {
      id: true,
      status: true,
      requisitionId: true,
      templateVersionId: true,
      candidateId: true,
      clarification: true,
      template: { select: { content: true } },
    },
  });
  return interview?.status === 'submitted' ? interview : null;
}

async function isAvailable(tx: Transaction<'worker'>, interviewId: string): Promise<boolean> {
  return (await tx.availableInterview.count({ where: { interviewId, round } })) > 0;
}

/** Answers with the recording of the chosen take, where it was prepared. */
async function answersOf(tx: Transaction<'worker'>, interviewId: string) {
  const answers = await tx.answer.findMany({
    where: { interviewId },
    select: {
      questionId: true,
      kind: true,
      text: true,
      chosenTakeId: true,
      transcript: { select: { segments: true, captionsVtt: true } },
    },
  });
  const takes = answers.flatMap(({ chosenTakeId }) => chosenTakeId ?? []);
  const recordings = await tx.recording.findMany({ where: { takeId: { in: takes } } });
  return answers.map((answer) => ({
    ...answer,
    recording: recordings.find(({ takeId }) => takeId === answer.chosenTakeId) ?? null,
  }));
}

async function nameOf(tx: Transaction<'worker'>, id: string): Promise<string> {
  return (await tx.candidate.findUniqueOrThrow({ where: { id }, select: { name: true } })).name;
}
