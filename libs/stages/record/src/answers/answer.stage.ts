import type { Captions } from '@evenhand/contracts';
import { captionsOf, parseCaptions } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { AnswerKindNotOffered, RecordingMissing } from '../interview/interview.errors';
import { InterviewChanges } from '../interview/interview-changes';
import { chosenTake, isUsable } from '../interview/whole-interview';
import { TakeClosed, TakeUnknown } from '../takes/take.errors';
import { storable } from './storable';

/** Written answers, the choice of take, captions, and what the candidate wants to add. */
@Injectable()
export class AnswerStage {
  constructor(private readonly changes: InterviewChanges) {}

  /**
   * Answers in writing. An empty text takes the answer back; takes stay and can be chosen again.
   *
   * @throws QuestionUnknown, AnswerKindNotOffered, and what InterviewChanges.answering throws
   */
  write(interviewId: string, questionId: string, text: string): Promise<void> {
    return this.changes.answering(interviewId, async ({ tx, interview, now, chance }) => {
      const { kinds } = interview.question(questionId);
      if (!kinds.includes('text')) throw new AnswerKindNotOffered(kinds);
      const written = {
        kind: 'text',
        text: storable(text),
        chosenTakeId: null,
        updatedAt: new Date(now),
      } as const;
      const answer = await tx.answer.upsert({
        where: { interviewId_questionId: { interviewId, questionId } },
        create: { id: chance.uuid(), interviewId, questionId, ...written },
        update: written,
        select: { id: true },
      });
      await tx.captionTrack.deleteMany({ where: { answerId: answer.id } });
    });
  }

  /**
   * Chooses the take reviewers will see. Captions of another take go, for they would not fit.
   *
   * @throws QuestionUnknown, TakeUnknown, TakeClosed, and what InterviewChanges.answering throws
   */
  choose(interviewId: string, questionId: string, takeId: string): Promise<void> {
    return this.changes.answering(interviewId, async ({ tx, interview, now }) => {
      interview.question(questionId);
      const found = interview.take(takeId);
      if (found?.answer.questionId !== questionId) throw new TakeUnknown();
      const { take, answer } = found;
      if (!isUsable(take)) throw new TakeClosed();
      if (answer.chosenTakeId === takeId && answer.kind === take.kind) return;
      await tx.captionTrack.deleteMany({ where: { answerId: answer.id } });
      await tx.answer.update({
        where: { id: answer.id },
        data: { kind: take.kind, chosenTakeId: takeId, updatedAt: new Date(now) },
        select: { id: true },
      });
    });
  }

  /**
   * Takes captions for the chosen take; they serve as its transcript.
   *
   * @throws CaptionsInvalid, RecordingMissing, QuestionUnknown, and what InterviewChanges.answering throws
   */
  async putCaptions(interviewId: string, questionId: string, captions: Captions): Promise<void> {
    const vtt = captionsOf(parseCaptions(captions.text, captions.format)) ?? '';
    await this.changes.answering(interviewId, async ({ tx, interview, now }) => {
      interview.question(questionId);
      const answer = interview.answerTo(questionId);
      if (!answer || !chosenTake(answer)) throw new RecordingMissing();
      const track = { source: captions.source, vtt, createdAt: new Date(now) };
      await tx.captionTrack.upsert({
        where: { answerId: answer.id },
        create: { answerId: answer.id, ...track },
        update: track,
      });
    });
  }

  /** @throws QuestionUnknown, and what InterviewChanges.answering throws */
  removeCaptions(interviewId: string, questionId: string): Promise<void> {
    return this.changes.answering(interviewId, async ({ tx, interview }) => {
      interview.question(questionId);
      await tx.captionTrack.deleteMany({ where: { answer: { interviewId, questionId } } });
    });
  }

  /** Keeps what the candidate wants to add; an empty text takes it back. */
  clarify(interviewId: string, text: string): Promise<void> {
    return this.changes.answering(interviewId, async ({ tx }) => {
      const clarification = storable(text).trim() === '' ? null : storable(text);
      await tx.interview.update({
        where: { id: interviewId },
        data: { clarification },
        select: { id: true },
      });
    });
  }
}
