import { Health, Readiness } from '@evenhand/contracts';
import { Answers, Public } from '@evenhand/platform';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReadinessCheck } from './readiness';

/** For whatever watches the system. */
@Controller('api/health')
@Public()
export class HealthController {
  constructor(private readonly readiness: ReadinessCheck) {}

  @Get()
  @Answers(Health)
  alive(): { alive: true } {
    return { alive: true };
  }

  /** Status 503 when something is missing; the answer says what. */
  @Get('ready')
  @Answers(Readiness)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }
}
