import { Id, Submitted } from '@evenhand/contracts';
import { Answers, CurrentInterview, ForCandidates, NotFound, type InterviewOfLink } from '@evenhand/platform';
import { SubmitStage } from '@evenhand/stages/record';
import { Controller, Param, Post } from '@nestjs/common';

/** Submission of an interview by its candidate. */
@Controller('api/interviews')
@ForCandidates()
export class SubmitController {
  constructor(private readonly submissions: SubmitStage) {}

  @Post(':id/submit')
  @Answers(Submitted)
  submit(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Param('id', { schema: Id }) id: string,
  ): Promise<Submitted> {
    if (id !== interviewId) throw new NotFound();
    return this.submissions.submit(id);
  }
}
