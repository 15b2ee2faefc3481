import { TusEndpoint } from '@evenhand/adapters/storage';
import { AnswersBytes, CurrentInterview, ForCandidates, type InterviewOfLink } from '@evenhand/platform';
import { UploadAccessStage } from '@evenhand/stages/record';
import { Controller, Head, Options, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { webRequest } from './incoming-request';

/** Bytes of recordings, by the tus protocol 1.0.0 with creation and deferred length. */
@Controller('api/uploads')
@ForCandidates()
export class UploadsController {
  constructor(
    private readonly endpoint: TusEndpoint,
    private readonly access: UploadAccessStage,
  ) {}

  @Options()
  @AnswersBytes('What this tus server offers.', 204)
  offers(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentInterview() interview: InterviewOfLink,
  ): Promise<void> {
    return this.answer(request, reply, interview);
  }

  @Post()
  @AnswersBytes(
    'Begins the upload of a take; its id is the metadata takeId. Location tells where it goes on.',
    201,
  )
  begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentInterview() interview: InterviewOfLink,
  ): Promise<void> {
    return this.answer(request, reply, interview);
  }

  @Head(':id')
  @AnswersBytes('How many bytes have arrived: Upload-Offset.')
  tell(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentInterview() interview: InterviewOfLink,
  ): Promise<void> {
    return this.answer(request, reply, interview);
  }

  @Patch(':id')
  @AnswersBytes('Takes the bytes that follow Upload-Offset.', 204)
  add(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentInterview() interview: InterviewOfLink,
  ): Promise<void> {
    return this.answer(request, reply, interview);
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { interviewId }: InterviewOfLink,
  ): Promise<void> {
    const web = webRequest(request.raw, request.url);
    void reply.header('tus-resumable', '1.0.0');
    try {
      const response = await this.endpoint.handle(web.request, {
        begin: (takeId) => this.access.begin(interviewId, takeId),
        proceed: (uploadId, adding) => this.access.proceed(interviewId, uploadId, adding),
      });
      await reply.status(response.status).headers(Object.fromEntries(response.headers)).send();
    } finally {
      web.done();
    }
  }
}
