import { OpenLinkEntry, OpenLinkStart, OpenLinkView } from '@evenhand/contracts';
import { Answers, LimitRate, Public } from '@evenhand/platform';
import { EnterStage } from '@evenhand/stages/record';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';

const Secret = z.string().max(100);

/** Open links of requisitions: anybody who has one may start an interview. */
@Controller('api/open')
@Public()
export class OpenLinkController {
  constructor(private readonly entries: EnterStage) {}

  @Get(':secret')
  @LimitRate({ perAddress: 120 })
  @Answers(OpenLinkView)
  view(@Param('secret', { schema: Secret }) secret: string): Promise<OpenLinkView> {
    return this.entries.view(secret);
  }

  @Post(':secret')
  @LimitRate({ perAddress: 30, perAccount: 5 })
  @Answers(OpenLinkStart)
  enter(
    @Param('secret', { schema: Secret }) secret: string,
    @Body({ schema: OpenLinkEntry }) entry: OpenLinkEntry,
  ): Promise<OpenLinkStart> {
    return this.entries.enter(secret, entry);
  }
}
