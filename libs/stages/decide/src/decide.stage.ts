import {
  addSteps,
  databaseOf,
  lockInterview,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { Template, type DecisionView, type NewDecision } from '@evenhand/contracts';
import { Chance, Clock, keyOf, ratingKeys } from '@evenhand/domain';
import { canonicalJson, commitmentOf, digestOf } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { AlreadyDecided, DecisionBeforeReveal, NotADecider, ReasonUnknown } from './decide.errors';
import { outcomeLetter } from './outcome-letter';

/** Label of the digest that the log holds of a decision. */
export const decisionLabel = 'evenhand/decision/v1';

/** A person decides, with reasons tied to criteria, and the candidate is told. Nothing here happens by itself. */
@Injectable()
export class DecideStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Records a decision, its log entry, the candidate's outcome and the mail in one transaction.
   *
   * @throws DecisionBeforeReveal, NotADecider, AlreadyDecided, ReasonUnknown
   */
  async decide(personId: string, interviewId: string, decision: NewDecision): Promise<DecisionView> {
    const interview = await this.database.interview.findUnique({
      where: { id: interviewId },
      include: { requisition: true, template: true },
    });
    const duties = interview
      ? await this.database.member.findMany({
          where: { requisitionId: interview.requisitionId, userId: personId },
        })
      : [];
    if (!interview || duties.length === 0) throw new DecisionBeforeReveal();
    if (!duties.some(({ duty }) => duty === 'recruiter' || duty === 'hiring_manager'))
      throw new NotADecider();
    refuseUnknownReasons(Template.parse(interview.template.content), decision);
    const candidate = await this.database.candidate.findUniqueOrThrow({
      where: { id: interview.candidateId },
    });

    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const reveal = await tx.reveal.findFirst({ where: { interviewId }, orderBy: { round: 'desc' } });
      if (!reveal) throw new DecisionBeforeReveal();
      const earlier = await tx.decision.findUnique({ where: { interviewId } });
      if (earlier) throw new AlreadyDecided();

      const now = this.clock.now();
      const decidedAt = new Date(now);
      const salt = this.chance.bytes(32);
      const { outcome, reasons, message } = decision;
      const digest = commitmentOf(salt, decisionLabel, canonicalJson({ outcome, reasons }));
      await tx.decision.create({
        data: { interviewId, decidedBy: personId, outcome, reasons, salt, decidedAt },
      });
      await tx.outcome.create({
        data: { interviewId, outcome, message: toldMessage(decision), toldAt: decidedAt },
      });
      const entry = {
        v: 1,
        type: 'decided',
        interview: interviewId,
        round: reveal.round,
        decision: digest,
        by: personId,
      } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now);
      const { title: requisition, contactEmail, id: requisitionId } = interview.requisition;
      const letter = outcomeLetter({
        candidateName: candidate.name,
        requisition,
        contactEmail,
        decision: { ...decision, message },
      });
      await this.post(
        tx,
        { ...letter, recipient: candidate.email, candidateId: candidate.id, requisitionId },
        now,
      );
      return { interviewId, outcome, decidedAt: decidedAt.toISOString() };
    });
  }

  private async post(
    tx: Transaction<'staff'>,
    letter: { subject: string; text: string; recipient: string; candidateId: string; requisitionId: string },
    now: number,
  ): Promise<void> {
    const id = this.chance.uuid();
    await tx.mail.createMany({ data: { id, kind: 'outcome', ...letter, createdAt: new Date(now) } });
    await addSteps(tx, [{ subject: id, stage: 'mail', inputHash: digestOf(id), dueAt: now }], now);
  }
}

/** What the candidate's status page says: the message and, when invited to talk, the link. */
function toldMessage({ message, conversationUrl }: NewDecision): string {
  return conversationUrl === undefined ? message : `${message}\n\n${conversationUrl}`;
}

function refuseUnknownReasons(template: Template, decision: NewDecision): void {
  const known = new Set(ratingKeys(template).map(keyOf));
  const index = decision.reasons.criteria.findIndex((reason) => !known.has(keyOf(reason)));
  if (index >= 0) throw new ReasonUnknown(index);
}
