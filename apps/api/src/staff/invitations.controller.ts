import { Id, InvitationsMade, NewInvitations, NewOpenLink, OpenLink } from '@evenhand/contracts';
import {
  Answers,
  AnswersNothing,
  BodyLimit,
  CurrentPerson,
  Roles,
  type SignedInPerson,
} from '@evenhand/platform';
import { InvitationStage, OpenLinkStage } from '@evenhand/stages/invite';
import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import type { z } from 'zod';

/** Two million characters of CSV, in JSON and UTF-8. */
const listLimit = 9 * 1_048_576;

/** Inviting candidates: by list, or by a link for everybody. */
@Controller('api/requisitions/:id')
@Roles('recruiter')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationStage,
    private readonly links: OpenLinkStage,
  ) {}

  @Post('invitations')
  @BodyLimit(listLimit)
  @Answers(InvitationsMade)
  invite(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: NewInvitations }) list: NewInvitations,
  ): Promise<InvitationsMade> {
    return this.invitations.invite(id, list, person.id);
  }

  @Post('link')
  @Answers(OpenLink)
  openLink(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: NewOpenLink }) { expiresAt }: z.output<typeof NewOpenLink>,
  ): Promise<OpenLink> {
    return this.links.create(id, expiresAt, person.id);
  }

  @Delete('link')
  @AnswersNothing()
  revokeLink(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<void> {
    return this.links.revoke(id, person.id);
  }
}
