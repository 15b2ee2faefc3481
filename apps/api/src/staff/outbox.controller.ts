import { OutboxPage, PageQuery } from '@evenhand/contracts';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { OutboxStage } from '@evenhand/stages/invite';
import { Controller, Get, Query } from '@nestjs/common';

/** Mail that was sent, or would be if there were a mail server. */
@Controller('api/outbox')
@Roles('recruiter', 'administrator')
export class OutboxController {
  constructor(private readonly outbox: OutboxStage) {}

  @Get()
  @Answers(OutboxPage)
  list(
    @CurrentPerson() person: SignedInPerson,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<OutboxPage> {
    return this.outbox.list(query, person.id, person.roles.includes('administrator'));
  }
}
