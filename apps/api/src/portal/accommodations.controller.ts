import { Id, MedicalDetail, NewAccommodation, OwnAccommodations, PortalView } from '@evenhand/contracts';
import { OwnRequests, Pauses } from '@evenhand/offices/accommodation';
import {
  Answers,
  CurrentInterview,
  ForCandidates,
  type InterviewOfLink,
  LimitRate,
} from '@evenhand/platform';
import { PortalStage } from '@evenhand/stages/record';
import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';

/** What a candidate asks for and was granted. */
@Controller('api/portal/accommodations')
@ForCandidates()
export class OwnAccommodationsController {
  constructor(
    private readonly requests: OwnRequests,
    private readonly pauses: Pauses,
    private readonly portal: PortalStage,
  ) {}

  @Get()
  @Answers(OwnAccommodations)
  list(@CurrentInterview() { interviewId }: InterviewOfLink): Promise<OwnAccommodations> {
    return this.requests.list(interviewId);
  }

  @Post()
  @LimitRate({ perAddress: 120 })
  @Answers(OwnAccommodations, 201)
  async ask(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Body({ schema: NewAccommodation }) asked: NewAccommodation,
  ): Promise<OwnAccommodations> {
    await this.requests.ask(interviewId, asked);
    return this.requests.list(interviewId);
  }

  @Post('pause')
  @Answers(PortalView)
  async pause(@CurrentInterview() { interviewId }: InterviewOfLink): Promise<PortalView> {
    await this.pauses.begin(interviewId);
    return this.portal.view(interviewId);
  }

  @Post('resume')
  @Answers(PortalView)
  async resume(@CurrentInterview() { interviewId }: InterviewOfLink): Promise<PortalView> {
    await this.pauses.end(interviewId);
    return this.portal.view(interviewId);
  }

  @Post(':id/withdraw')
  @Answers(OwnAccommodations)
  async withdraw(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('id', { schema: Id }) id: string,
  ): Promise<OwnAccommodations> {
    await this.requests.withdraw(interviewId, id);
    return this.requests.list(interviewId);
  }

  @Put(':id/details')
  @Answers(OwnAccommodations)
  async answer(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: MedicalDetail }) detail: MedicalDetail,
  ): Promise<OwnAccommodations> {
    await this.requests.answer(interviewId, id, detail);
    return this.requests.list(interviewId);
  }
}
