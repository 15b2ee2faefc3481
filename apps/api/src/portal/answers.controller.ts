import { Captions, PortalView, TakeChoice, TextAnswer } from '@evenhand/contracts';
import {
  Answers,
  BodyLimit,
  CurrentInterview,
  ForCandidates,
  type InterviewOfLink,
} from '@evenhand/platform';
import { AnswerStage, PortalStage } from '@evenhand/stages/record';
import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { z } from 'zod';

const QuestionId = z.string().max(64);
/** Half a million characters of captions, as bytes of JSON. */
const captionsBytes = 3_000_000;

/** A candidate's answers: in writing, by choice of take, with captions. */
@Controller('api/portal/answers')
@ForCandidates()
export class AnswersController {
  constructor(
    private readonly portal: PortalStage,
    private readonly answers: AnswerStage,
  ) {}

  @Put(':questionId/text')
  @Answers(PortalView)
  async write(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('questionId', { schema: QuestionId }) questionId: string,
    @Body({ schema: TextAnswer }) { text }: z.output<typeof TextAnswer>,
  ): Promise<PortalView> {
    await this.answers.write(interviewId, questionId, text);
    return this.portal.view(interviewId);
  }

  @Put(':questionId/choice')
  @Answers(PortalView)
  async choose(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('questionId', { schema: QuestionId }) questionId: string,
    @Body({ schema: TakeChoice }) { takeId }: z.output<typeof TakeChoice>,
  ): Promise<PortalView> {
    await this.answers.choose(interviewId, questionId, takeId);
    return this.portal.view(interviewId);
  }

  @Put(':questionId/captions')
  @BodyLimit(captionsBytes)
  @Answers(PortalView)
  async putCaptions(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('questionId', { schema: QuestionId }) questionId: string,
    @Body({ schema: Captions }) captions: Captions,
  ): Promise<PortalView> {
    await this.answers.putCaptions(interviewId, questionId, captions);
    return this.portal.view(interviewId);
  }

  @Delete(':questionId/captions')
  @Answers(PortalView)
  async removeCaptions(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('questionId', { schema: QuestionId }) questionId: string,
  ): Promise<PortalView> {
    await this.answers.removeCaptions(interviewId, questionId);
    return this.portal.view(interviewId);
  }
}
