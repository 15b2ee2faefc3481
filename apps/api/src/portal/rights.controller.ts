import { ErasureCertificate, ErasureView, NewErasure } from '@evenhand/contracts';
import { ErasureRequests } from '@evenhand/offices/rights';
import { Answers, CurrentInterview, ForCandidates, type InterviewOfLink } from '@evenhand/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';

/** What candidates may ask for without asking anybody. */
@Controller('api/portal/erasure')
@ForCandidates()
export class RightsController {
  constructor(private readonly erasures: ErasureRequests) {}

  @Get()
  @Answers(ErasureView)
  view(@CurrentInterview() { interviewId }: InterviewOfLink): Promise<ErasureView> {
    return this.erasures.view(interviewId);
  }

  @Post()
  @Answers(ErasureView)
  ask(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Body({ schema: NewErasure }) _understood: NewErasure,
  ): Promise<ErasureView> {
    return this.erasures.ask(interviewId);
  }

  @Get('certificate')
  @Answers(ErasureCertificate)
  certificate(@CurrentInterview() { interviewId }: InterviewOfLink): Promise<ErasureCertificate> {
    return this.erasures.certificate(interviewId);
  }
}
