import { Me, SignIn } from '@evenhand/contracts';
import { SignInDesk, StoredSessions } from '@evenhand/offices/people';
import {
  Answers,
  AnswersNothing,
  cookieOf,
  CurrentPerson,
  LimitRate,
  Public,
  Roles,
  sessionCookie,
  type SignedInPerson,
} from '@evenhand/platform';
import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionReply } from './session-reply';

/** Signing in and out, and who is signed in. */
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly desk: SignInDesk,
    private readonly sessions: StoredSessions,
    private readonly replies: SessionReply,
  ) {}

  @Post()
  @Public()
  @LimitRate({ perAddress: 60, perAccount: 12 })
  @Answers(Me)
  async signIn(
    @Body({ schema: SignIn }) signIn: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const started = await this.desk.signIn(signIn);
    await this.endFormer(request);
    return this.replies.started(reply, started);
  }

  @Get()
  @Roles()
  @Answers(Me)
  me(@CurrentPerson() person: SignedInPerson): Me {
    return this.replies.me(person);
  }

  @Delete()
  @Public()
  @AnswersNothing()
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.endFormer(request);
    this.replies.ended(reply);
  }

  private async endFormer(request: FastifyRequest): Promise<void> {
    const secret = cookieOf(request.headers.cookie, sessionCookie);
    if (secret !== null) await this.sessions.end(secret);
  }
}
