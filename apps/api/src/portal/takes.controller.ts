import { Id, NewTake, PortalView, TakeFinish, TakeStarted, TakeView } from '@evenhand/contracts';
import { Answers, CurrentInterview, ForCandidates, type InterviewOfLink } from '@evenhand/platform';
import { DiscardStage, FinishStage, PortalStage, TakeStage } from '@evenhand/stages/record';
import { Body, Controller, Param, Post } from '@nestjs/common';

/** A candidate's takes: start, finish, discard. Their bytes come in between, over /api/uploads. */
@Controller('api/portal/takes')
@ForCandidates()
export class TakesController {
  constructor(
    private readonly portal: PortalStage,
    private readonly takes: TakeStage,
    private readonly finishing: FinishStage,
    private readonly discarding: DiscardStage,
  ) {}

  @Post()
  @Answers(TakeStarted, 201)
  start(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Body({ schema: NewTake }) wanted: NewTake,
  ): Promise<TakeStarted> {
    return this.takes.start(interviewId, wanted);
  }

  @Post(':id/finish')
  @Answers(TakeView)
  async finish(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('id', { schema: Id }) takeId: string,
    @Body({ schema: TakeFinish }) recorded: TakeFinish,
  ): Promise<TakeView> {
    await this.finishing.finish(interviewId, takeId, recorded);
    return this.portal.take(interviewId, takeId);
  }

  @Post(':id/discard')
  @Answers(PortalView)
  async discard(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('id', { schema: Id }) takeId: string,
  ): Promise<PortalView> {
    await this.discarding.discard(interviewId, takeId);
    return this.portal.view(interviewId);
  }
}
