import { Receipts } from '@evenhand/offices/proof';
import { AnswersBytes, CurrentInterview, ForCandidates, type InterviewOfLink } from '@evenhand/platform';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Candidates' receipts. They lie here and not in the portal, which may not read the log. */
@Controller('api/portal/receipt')
@ForCandidates()
export class ReceiptController {
  constructor(private readonly receipts: Receipts) {}

  /** Proves to anybody, without us, that the submission is in the log; nothing else (docs/evidence-pack.md). */
  @Get()
  @AnswersBytes('A receipt in the format C2SP tlog-proof')
  async take(
    @CurrentInterview() { interviewId }: InterviewOfLink,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const receipt = await this.receipts.ofSubmission(interviewId);
    void reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="receipt-${interviewId}.tlog-proof"`)
      .send(receipt);
  }
}
