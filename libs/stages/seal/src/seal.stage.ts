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
import { Chance, Clock, done, ratingKeys, roomFor, type Outcome } from '@evenhand/domain';
import { canonicalJson, digestOfJson } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
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

  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly runs: SealedRuns,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    this.seats = new Seats(clock, chance);
  }

  /**
   * Makes a submitted interview available and assigns its reviewers, all in one transaction. Runs as often as it likes.
   *
   * @throws RevealerUnavailable while there is no key to seal to
   */
  async run(interviewId: string): Promise<Outcome> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const interview = await submitted(tx, interviewId);
      if (!interview || (await isAvailable(tx, interviewId))) return;
      const template = Template.parse(interview.template.content);
      await this.sealIfLate(tx, interview, template);
      await tx.exhibit.createMany({
        data: exhibitsOf(template, interview, await answersOf(tx, interviewId)),
      });
      await this.makeAvailable(tx, interview, template);
    });
    return done;
  }

  /** What has to be looked at again and again: ticks that failed for good, and seats nobody had yet. */
  async sweep(): Promise<void> {
    await this.tryAgain();
    await this.assignMissing();
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
      const { requisitionId, openSeats, templateVersionId } = await tx.availableInterview.findUniqueOrThrow({
        where,
      });
      const { content } = await tx.templateVersion.findUniqueOrThrow({ where: { id: templateVersionId } });
      const required = Template.parse(content).requiredScorecards;
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
    const seated = { interviewId, round, requisitionId, required: template.requiredScorecards };
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
