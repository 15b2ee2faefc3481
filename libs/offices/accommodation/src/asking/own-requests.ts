import {
  accommodationRows,
  addSteps,
  databaseOf,
  lockInterview,
  mailStep,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import type {
  Adjustment,
  MedicalDetail,
  NewAccommodation,
  NewAccommodationPolicy,
  OwnAccommodations,
} from '@evenhand/contracts';
import { Chance, Clock, sortWishes } from '@evenhand/domain';
import { Colleagues } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import {
  InterviewOver,
  NothingAsked,
  RequestAnswered,
  RequestUnknown,
  TooManyPending,
} from '../accommodation.errors';
import { reminder } from '../letters';
import { decisionDigest, ownView } from '../request-rows';

const hourMs = 3_600_000;
/** Requests of one interview that may wait at once. */
const mostPending = 3;
/** Officers are reminded when this part of the time to answer is left. */
const remindedAtPart = 0.5;

/** A candidate's own requests. What is small is granted at once; the rest waits for an officer. */
@Injectable()
export class OwnRequests {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async list(interviewId: string): Promise<OwnAccommodations> {
    const [interview, { policy }, rows] = await Promise.all([
      this.database.interview.findUniqueOrThrow({ where: { id: interviewId }, select: { status: true } }),
      accommodationRows(this.database, interviewId),
      this.database.accommodationRequest.findMany({
        where: { interviewId },
        include: { grants: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    ]);
    return {
      now: new Date(this.clock.now()).toISOString(),
      atOnce: policy.atOnce,
      answerWithinHours: policy.answerWithinHours,
      open: isOpen(interview.status),
      requests: rows.map(ownView),
    };
  }

  /** @throws InterviewOver, TooManyPending */
  async ask(interviewId: string, asked: NewAccommodation): Promise<void> {
    const officers = await this.colleagues.addressesOf('accommodation_officer');
    await this.change(interviewId, async (tx, now) => {
      const { policy, pending: waiting } = await accommodationRows(tx, interviewId);
      const { granted, pending } = sortWishes(asked.wishes, policy) as Record<
        'granted' | 'pending',
        Adjustment[]
      >;
      if (pending.length > 0 && waiting >= mostPending) throw new TooManyPending(mostPending);
      if (granted.length > 0) {
        await this.grantAtOnce(tx, interviewId, granted, pending.length === 0 ? asked.note : '', now);
      }
      if (pending.length > 0)
        await this.leave(tx, interviewId, { wishes: pending, note: asked.note }, policy, officers, now);
    });
  }

  /**
   * Takes a request back that has no answer yet. Taking it back again changes nothing.
   *
   * @throws RequestUnknown, RequestAnswered
   */
  async withdraw(interviewId: string, id: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const request = await this.own(tx, interviewId, id);
      if (request.status === 'withdrawn') return;
      if (request.status !== 'pending') throw new RequestAnswered();
      await tx.medicalDetail.deleteMany({ where: { requestId: id } });
      await tx.$executeRaw`SELECT accommodation.call_off(${request.reminders}::uuid[])`;
      await tx.accommodationRequest.update({
        where: { id },
        data: { status: 'withdrawn', withdrawnAt: new Date(this.clock.now()), reminders: [] },
        select: { id: true },
      });
    });
  }

  /**
   * Keeps what an officer asked for, for officers only and until they decide.
   *
   * @throws RequestUnknown, NothingAsked
   */
  async answer(interviewId: string, id: string, { text }: MedicalDetail): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const request = await this.own(tx, interviewId, id);
      if (request.status !== 'pending' || request.question === null) throw new NothingAsked();
      const at = new Date(this.clock.now());
      await tx.medicalDetail.deleteMany({ where: { requestId: id } });
      await tx.medicalDetail.createMany({ data: { requestId: id, text, createdAt: at } });
      await tx.accommodationRequest.update({ where: { id }, data: { answeredAt: at }, select: { id: true } });
    });
  }

  private async own(tx: Transaction<'portal'>, interviewId: string, id: string) {
    const request = await tx.accommodationRequest.findFirst({ where: { id, interviewId } });
    if (!request) throw new RequestUnknown();
    return request;
  }

  private change(
    interviewId: string,
    work: (tx: Transaction<'portal'>, now: number) => Promise<void>,
  ): Promise<void> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const { status } = await tx.interview.findUniqueOrThrow({
        where: { id: interviewId },
        select: { status: true },
      });
      if (!isOpen(status)) throw new InterviewOver();
      await work(tx, this.clock.now());
    });
  }

  private async grantAtOnce(
    tx: Transaction<'portal'>,
    interviewId: string,
    granted: Adjustment[],
    note: string,
    now: number,
  ): Promise<void> {
    const [id, salt, at] = [this.chance.uuid(), this.chance.bytes(32), new Date(now)];
    await tx.accommodationRequest.create({
      data: {
        id,
        interviewId,
        wishes: granted,
        note,
        status: 'granted',
        createdAt: at,
        dueAt: at,
        decidedAt: at,
        salt,
        grants: {
          create: granted.map((value) => ({
            id: this.chance.uuid(),
            dial: value.dial,
            value,
            createdAt: at,
          })),
        },
      },
      select: { id: true },
    });
    if (granted.some(({ dial }) => dial === 'human-only')) {
      await tx.humanOnly.createMany({ data: { interviewId, createdAt: at }, skipDuplicates: true });
    }
    await this.log(tx, { v: 1, type: 'accommodation-requested', request: id }, now);
    const decision = decisionDigest(salt, { status: 'granted', grants: granted, reply: '' });
    await this.log(tx, { v: 1, type: 'accommodation-decided', request: id, decision }, now);
  }

  /** Leaves a request to the officers, who are reminded by letter should they be about to be late. */
  private async leave(
    tx: Transaction<'portal'>,
    interviewId: string,
    asked: { readonly wishes: Adjustment[]; readonly note: string },
    { answerWithinHours }: NewAccommodationPolicy,
    officers: readonly string[],
    now: number,
  ): Promise<void> {
    const id = this.chance.uuid();
    const dueAt = now + answerWithinHours * hourMs;
    const letters = officers.map((recipient) => ({
      id: this.chance.uuid(),
      kind: 'accommodation-reminder',
      recipient,
      createdAt: new Date(now),
      ...reminder(new Date(dueAt)),
    }));
    await tx.mail.createMany({ data: letters });
    const remindAt = dueAt - answerWithinHours * hourMs * remindedAtPart;
    await addSteps(
      tx,
      letters.map((letter) => ({ ...mailStep(letter.id, now), dueAt: remindAt })),
      now,
    );
    await tx.accommodationRequest.create({
      data: {
        id,
        interviewId,
        ...asked,
        status: 'pending',
        createdAt: new Date(now),
        dueAt: new Date(dueAt),
        reminders: letters.map((letter) => letter.id),
      },
      select: { id: true },
    });
    await this.log(tx, { v: 1, type: 'accommodation-requested', request: id }, now);
  }

  private log(
    tx: Transaction<'portal'>,
    entry: Parameters<typeof writeEntry>[1],
    now: number,
  ): Promise<void> {
    return writeEntry(tx, entry, this.chance.uuid(), now);
  }
}

const isOpen = (status: string): boolean => status === 'invited' || status === 'in_progress';
