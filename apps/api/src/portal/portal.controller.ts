import { Clarification, NewConsent, PortalQuery, PortalView } from '@evenhand/contracts';
import { Answers, CurrentInterview, ForCandidates, type InterviewOfLink } from '@evenhand/platform';
import { AnswerStage, ConsentStage, PortalStage, WithdrawStage } from '@evenhand/stages/record';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';

/** The candidate's own interview. Every change answers with the whole view. */
@Controller('api/portal')
@ForCandidates()
export class PortalController {
  constructor(
    private readonly portal: PortalStage,
    private readonly consents: ConsentStage,
    private readonly answers: AnswerStage,
    private readonly withdrawals: WithdrawStage,
  ) {}

  @Get()
  @Answers(PortalView)
  view(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Query({ schema: PortalQuery }) { language }: PortalQuery,
  ): Promise<PortalView> {
    return this.portal.view(interviewId, language);
  }

  @Post('consent')
  @Answers(PortalView)
  async consent(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Body({ schema: NewConsent }) consent: NewConsent,
  ): Promise<PortalView> {
    await this.consents.agree(interviewId, consent);
    return this.portal.view(interviewId);
  }

  @Put('clarification')
  @Answers(PortalView)
  async clarify(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Body({ schema: Clarification }) { text }: z.output<typeof Clarification>,
  ): Promise<PortalView> {
    await this.answers.clarify(interviewId, text);
    return this.portal.view(interviewId);
  }

  @Post('withdraw')
  @Answers(PortalView)
  async withdraw(@CurrentInterview() { interviewId }: InterviewOfLink): Promise<PortalView> {
    await this.withdrawals.withdraw(interviewId);
    return this.portal.view(interviewId);
  }
}
