import { randomBytes } from 'node:crypto';
import { AnswersBytes, contentSecurityPolicy, Public } from '@evenhand/platform';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiReference } from './api-reference';
import { referencePage } from './reference-page';

/** What the api offers, for machines and for people. */
@Controller('api')
@Public()
export class ReferenceController {
  constructor(private readonly reference: ApiReference) {}

  @Get('openapi.json')
  @AnswersBytes('This document (OpenAPI 3.1)')
  document(@Res() reply: FastifyReply): void {
    void reply.type('application/json').send(JSON.stringify(this.reference.document()));
  }

  @Get('docs')
  @AnswersBytes('This document as a page')
  page(@Res() reply: FastifyReply): void {
    const nonce = randomBytes(18).toString('base64');
    void reply
      .header('content-security-policy', contentSecurityPolicy({ nonce }))
      .type('text/html; charset=utf-8')
      .send(referencePage(this.reference.document(), nonce));
  }
}
