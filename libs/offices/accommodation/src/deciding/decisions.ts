import {
  addSteps,
  databaseOf,
  lockInterview,
  mailStep,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import type { AccommodationQuestion, NewAccommodationDecision } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewOver, RequestAnswered, RequestUnknown } from '../accommodation.errors';
import { newsLetter } from '../letters';
import { decisionDigest } from '../request-rows';

/** An officer answers requests. What is granted holds for the running interview from the same moment. */
@Injectable()
export class Decisions {
  constructor(
    @Inject(databaseOf('accommodation')) private readonly database: Database<'accommodation'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Grants what the officer names, which may be less, more or other than was asked for; nothing declines. Details of the
   * candidate's health go with it.
   *
   * @throws RequestUnknown, RequestAnswered, InterviewOver
   */
  async decide(id: string, { grants, reply }: NewAccommodationDecision, officerId: string): Promise<void> {
    await this.pending(id, async (tx, { interviewId, reminders }) => {
      const now = this.clock.now();
      const [salt, at] = [this.chance.bytes(32), new Date(now)];
      const status = grants.length > 0 ? 'granted' : 'declined';
      await tx.medicalDetail.deleteMany({ where: { requestId: id } });
      await tx.$executeRaw`SELECT accommodation.call_off(${reminders}::uuid[])`;
      await tx.accommodationRequest.update({
        where: { id },
        data: { status, decidedAt: at, decidedBy: officerId, reply, salt, reminders: [] },
        select: { id: true },
      });
      await tx.accommodationGrant.createMany({
        data: grants.map((value) => ({
          id: this.chance.uuid(),
          requestId: id,
          dial: value.dial,
          value,
          createdAt: at,
        })),
      });
      if (grants.some(({ dial }) => dial === 'human-only')) {
        await tx.humanOnly.createMany({ data: { interviewId, createdAt: at }, skipDuplicates: true });
      }
      await this.tell(tx, interviewId, now);
      const decision = decisionDigest(salt, { status, grants, reply });
      const entry = { v: 1, type: 'accommodation-decided', request: id, decision } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now);
    });
  }

  /**
   * Asks the candidate something the decision depends on. Asking again replaces the question and what was answered.
   *
   * @throws RequestUnknown, RequestAnswered, InterviewOver
   */
  async ask(id: string, { text }: AccommodationQuestion): Promise<void> {
    await this.pending(id, async (tx, { interviewId }) => {
      const now = this.clock.now();
      await tx.medicalDetail.deleteMany({ where: { requestId: id } });
      await tx.accommodationRequest.update({
        where: { id },
        data: { question: text, askedAt: new Date(now), answeredAt: null },
        select: { id: true },
      });
      await this.tell(tx, interviewId, now);
    });
  }

  private async pending(
    id: string,
    work: (
      tx: Transaction<'accommodation'>,
      request: { readonly interviewId: string; readonly reminders: string[] },
    ) => Promise<void>,
  ): Promise<void> {
    const known = await this.database.accommodationRequest.findUnique({
      where: { id },
      select: { interviewId: true },
    });
    if (!known) throw new RequestUnknown();
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, known.interviewId);
      const request = await tx.accommodationRequest.findUniqueOrThrow({ where: { id } });
      if (request.status !== 'pending') throw new RequestAnswered();
      const { status } = await tx.interview.findUniqueOrThrow({
        where: { id: known.interviewId },
        select: { status: true },
      });
      if (status === 'withdrawn') throw new InterviewOver();
      await work(tx, request);
    });
  }

  /** By letter, in the candidate's language; it says only that there is something to read. */
  private async tell(tx: Transaction<'accommodation'>, interviewId: string, now: number): Promise<void> {
    const { candidateId, requisition } = await tx.interview.findUniqueOrThrow({
      where: { id: interviewId },
      select: { candidateId: true, requisition: { select: { contactEmail: true } } },
    });
    const candidate = await tx.candidate.findUniqueOrThrow({
      where: { id: candidateId },
      select: { name: true, email: true, language: true },
    });
    const id = this.chance.uuid();
    const letter = newsLetter({ ...candidate, contactEmail: requisition.contactEmail });
    await tx.mail.createMany({
      data: {
        id,
        kind: 'accommodation-news',
        candidateId,
        recipient: candidate.email,
        ...letter,
        createdAt: new Date(now),
      },
    });
    await addSteps(tx, [mailStep(id, now)], now);
  }
}
