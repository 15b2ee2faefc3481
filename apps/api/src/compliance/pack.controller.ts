import { Readable } from 'node:stream';
import { BlindnessCertificate, Id } from '@evenhand/contracts';
import { EvidencePacks } from '@evenhand/offices/proof';
import { Answers, AnswersBytes, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

const WHAT = 'An evidence pack (docs/evidence-pack.md): canonical JSON, sent while it is read';

/** Everything on record about revealed interviews, in one file. Each pack taken is an entry of the log. */
@Controller('api')
@Roles('recruiter', 'compliance_officer')
export class PackController {
  constructor(private readonly packs: EvidencePacks) {}

  @Get('interviews/:id/pack')
  @AnswersBytes(WHAT)
  async ofInterview(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    send(reply, `interview-${id}`, await this.packs.ofInterview(id, person));
  }

  @Get('requisitions/:id/pack')
  @AnswersBytes(WHAT)
  async ofRequisition(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    send(reply, `requisition-${id}`, await this.packs.ofRequisition(id, person));
  }

  /** What the record says of how the interview was judged, in plain words. */
  @Get('interviews/:id/certificate')
  @Answers(BlindnessCertificate)
  certificate(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<BlindnessCertificate> {
    return this.packs.certificate(id, person);
  }
}

/** A pack that breaks off is no whole JSON: whoever reads it notices. */
function send(reply: FastifyReply, name: string, pack: AsyncGenerator<string>): void {
  void reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="evidence-${name}.json"`)
    .send(Readable.from(pack, { objectMode: false, highWaterMark: 65_536 }));
}
