import { Me, SetUp, SetUpState } from '@evenhand/contracts';
import { SetUpDesk } from '@evenhand/offices/people';
import { Answers, LimitRate, Public } from '@evenhand/platform';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionReply } from './session-reply';

/** The first administrator of an empty installation. */
@Controller('api/setup')
@Public()
export class SetUpController {
  constructor(
    private readonly desk: SetUpDesk,
    private readonly replies: SessionReply,
  ) {}

  @Get()
  @Answers(SetUpState)
  async state(): Promise<{ needed: boolean }> {
    return { needed: await this.desk.needed() };
  }

  @Post()
  @LimitRate({ perAddress: 10 })
  @Answers(Me)
  async setUp(
    @Body({ schema: SetUp }) setUp: SetUp,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.replies.started(reply, await this.desk.setUp(setUp));
  }
}
