import type { Transaction } from '@evenhand/adapters/database';
import { submissionLabels, type NewConsent } from '@evenhand/contracts';
import { afterEvent } from '@evenhand/domain';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import { Injectable } from '@nestjs/common';
import { timeZoneOf } from '../candidate-language';
import { InterviewChanges, mustBeOpen, type LockedInterview } from '../interview/interview-changes';
import { NoticeChanged } from '../interview/interview.errors';
import { RequisitionNotOpen } from '../links/link.errors';
import { currentNotice, type Notice } from './current-notice';

/** The consent that counts, or null when none was given. */
export const newestConsent = (source: Pick<Transaction<'portal'>, 'consent'>, interviewId: string) =>
  source.consent.findFirst({
    where: { interviewId },
    include: { notice: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });

/** A candidate agrees, or changes what was agreed to. The first consent starts the interview. */
@Injectable()
export class ConsentStage {
  constructor(private readonly changes: InterviewChanges) {}

  /**
   * Keeps a consent with its log entry. The same consent again changes nothing.
   *
   * @throws NoticeChanged, RequisitionNotOpen, InterviewClosed, LinkExpired
   */
  agree(interviewId: string, consent: NewConsent): Promise<void> {
    return this.changes.make(interviewId, async (locked) => {
      mustBeOpen(locked.interview);
      const notice = await this.noticeOf(locked, consent.noticeId);
      await this.start(locked, notice, consent.timeZone);
      await this.keep(locked, notice, consent);
    });
  }

  /** The notice the candidate read, if it is still the newest in its language. */
  private async noticeOf({ tx }: LockedInterview, id: string): Promise<Notice> {
    const read = await tx.notice.findUnique({ where: { id } });
    if (!read) throw new NoticeChanged();
    const newest = await currentNotice(tx, read.language);
    if (newest.id !== id) throw new NoticeChanged();
    return read;
  }

  private async start(
    { tx, interview: { row }, now }: LockedInterview,
    notice: Notice,
    timeZone: string | undefined,
  ): Promise<void> {
    const { id, status, requisition, candidateId } = row;
    if (status === 'invited' && requisition.status !== 'open') {
      throw new RequisitionNotOpen(requisition.contactEmail);
    }
    const zone = timeZoneOf(timeZone);
    await tx.candidate.update({
      where: { id: candidateId },
      data: { language: notice.language, ...(zone === null ? {} : { timeZone: zone }) },
      select: { id: true },
    });
    if (status !== 'invited') return;
    await tx.interview.update({
      where: { id },
      data: { status: afterEvent(status, 'start') ?? status, startedAt: new Date(now) },
    });
  }

  private async keep(locked: LockedInterview, notice: Notice, consent: NewConsent): Promise<void> {
    const { tx, interview, now, chance } = locked;
    const interviewId = interview.row.id;
    const { transcription, aiAssessment } = consent;
    const before = await newestConsent(tx, interviewId);
    const same =
      before?.noticeId === notice.id &&
      before.transcription === transcription &&
      before.aiAssessment === aiAssessment;
    if (same) return;
    const salt = chance.bytes(32);
    // Two consents within a millisecond would have no order.
    const createdAt = new Date(Math.max(now, (before?.createdAt.getTime() ?? 0) + 1));
    await tx.consent.create({
      data: {
        id: chance.uuid(),
        interviewId,
        noticeId: notice.id,
        transcription,
        aiAssessment,
        salt,
        createdAt,
      },
    });
    const choices = commitmentOf(
      salt,
      submissionLabels.choices,
      canonicalJson({ transcription, aiAssessment }),
    );
    await locked.log({ v: 1, type: 'consented', interview: interviewId, notice: notice.textHash, choices });
  }
}
