import { addSteps, sealStep, transcribeStep, type NewStep } from '@evenhand/adapters/database';
import { SubmissionContent, type Submitted } from '@evenhand/contracts';
import { afterEvent } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { newestConsent } from '../consent/consent.stage';
import { ConsentNeeded, InterviewIncomplete } from '../interview/interview.errors';
import { InterviewChanges, mustTakeAnswers, type LockedInterview } from '../interview/interview-changes';
import { chosenTake, type WholeInterview } from '../interview/whole-interview';
import { promisedBy } from '../interview/promise';
import { RecordRules } from '../record.config';
import { submissionContent, submissionDigests, submissionGaps, submittedLimits } from './submission';

/** An interview has one submission; a fresh review is a new round of the same. */
const round = 1;

/** Submits interviews. After it nothing of what was submitted changes. */
@Injectable()
export class SubmitStage {
  constructor(
    private readonly changes: InterviewChanges,
    private readonly rules: RecordRules,
  ) {}

  /**
   * Submits once; submitting again, from another tab or after a lost answer, gives the same answer.
   *
   * @throws InterviewIncomplete with the questions that hold it up, ConsentNeeded, InterviewClosed, LinkExpired
   */
  submit(interviewId: string): Promise<Submitted> {
    return this.changes.make(interviewId, async (locked) => {
      const { interview, now } = locked;
      const { submittedAt } = interview.row;
      if (interview.standing === 'submitted' && submittedAt !== null) return answerOf(interview, submittedAt);
      mustTakeAnswers(interview);
      const gaps = submissionGaps(interview);
      if (gaps.length > 0) throw new InterviewIncomplete(gaps);
      await this.commit(locked);
      await this.close(locked);
      await addSteps(locked.tx, this.stepsOf(locked), now);
      return answerOf(interview, new Date(now));
    });
  }

  /** The log entry, and what opens its digests. */
  private async commit({ tx, interview, now, chance, log }: LockedInterview): Promise<void> {
    const interviewId = interview.row.id;
    const consent = await newestConsent(tx, interviewId);
    if (!consent) throw new ConsentNeeded();
    const content = SubmissionContent.parse(submissionContent(interview, consent));
    const limits = submittedLimits(interview);
    const [salt, limitsSalt] = [chance.bytes(32), chance.bytes(32)];
    await tx.submission.create({ data: { interviewId, content, salt, submittedAt: new Date(now) } });
    await tx.submittedLimits.create({ data: { interviewId, limits, salt: limitsSalt } });
    const digests = submissionDigests(content, salt, limits, limitsSalt);
    await log({ v: 1, type: 'submitted', interview: interviewId, round, ...digests });
  }

  private async close({ tx, interview: { row }, now }: LockedInterview): Promise<void> {
    await tx.interview.update({
      where: { id: row.id },
      data: { status: afterEvent(row.status, 'submit') ?? row.status, submittedAt: new Date(now) },
      select: { id: true },
    });
    // A text kept aside while a recording is the answer was never submitted.
    await tx.answer.updateMany({
      where: { interviewId: row.id, kind: { not: 'text' } },
      data: { text: null },
    });
  }

  /** Takes that are not prepared yet are transcribed when they are: preparation sees to that under the same lock. */
  private stepsOf({ interview, now }: LockedInterview): NewStep[] {
    const transcribe = interview.row.answers.flatMap((answer): NewStep[] => {
      const take = chosenTake(answer);
      if (answer.kind !== 'text' && take?.status !== 'prepared') return [];
      const takeSha256 = answer.kind === 'text' ? null : (take?.sha256 ?? null);
      const text = answer.kind === 'text' ? answer.text : null;
      const captionsVtt = answer.captions?.vtt ?? null;
      return [transcribeStep({ answerId: answer.id, takeSha256, text, captionsVtt }, now)];
    });
    return [...transcribe, sealStep(interview.row.id, now, this.rules.wait)];
  }
}

function answerOf({ row }: WholeInterview, submittedAt: Date): Submitted {
  const promised = promisedBy(submittedAt, row.requisition.promisedDays);
  return { interviewId: row.id, submittedAt: submittedAt.toISOString(), promisedBy: promised.toISOString() };
}
