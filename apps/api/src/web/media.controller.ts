import { Readable } from 'node:stream';
import { Clock, Storage } from '@evenhand/domain';
import {
  AnswersBytes,
  byteRangeOf,
  need,
  NotFound,
  Public,
  readMediaToken,
  SETTINGS,
  type Settings,
} from '@evenhand/platform';
import { Controller, Get, Head, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

const Token = z.string().max(2000);

/** Recordings and pictures at short-lived signed addresses: whoever got the address may fetch what it names. */
@Controller('api/media')
@Public()
export class MediaController {
  private readonly secret: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {
    this.secret = need(settings, 'MEDIA_URL_SECRET');
  }

  // Before GET: the server would otherwise answer HEAD itself, reading the whole recording for it.
  @Head(':token')
  @AnswersBytes('Headers of the recording')
  async head(
    @Param('token', { schema: Token }) token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(token, request, reply);
  }

  @Get(':token')
  @AnswersBytes('The recording, or the part of it the header Range asks for')
  async get(
    @Param('token', { schema: Token }) token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(token, request, reply);
  }

  private async answer(token: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const grant = readMediaToken(this.secret, token, this.clock.now());
    const size = grant === null ? null : await this.storage.size(grant.key);
    if (grant === null || size === null) throw new NotFound('This address has expired. Load the page again.');
    const range = byteRangeOf(request.headers.range, size);
    void reply.headers({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=3600',
      'content-disposition': 'inline',
    });
    if (range === 'unsatisfiable') {
      void reply.status(416).header('content-range', `bytes */${size}`).send();
      return;
    }
    const part = range === 'whole' ? { start: 0, end: size - 1 } : range;
    if (range !== 'whole') {
      void reply.status(206).header('content-range', `bytes ${part.start}-${part.end}/${size}`);
    }
    void reply.headers({ 'content-type': grant.type, 'content-length': String(part.end - part.start + 1) });
    const bytes =
      request.method === 'HEAD' || size === 0
        ? Readable.from([])
        : Readable.from(this.storage.read(grant.key, part));
    await reply.send(bytes);
  }
}
