import { databaseAs } from '@evenhand/adapters/database';
import {
  InvitationStage,
  MembersStage,
  OpenLinkStage,
  OutboxStage,
  ProgressStage,
  PublishStage,
  RequisitionStage,
} from '@evenhand/stages/invite';
import { Module } from '@nestjs/common';
import { InvitationsController } from './invitations.controller';
import { OutboxController } from './outbox.controller';
import { RequisitionsController } from './requisitions.controller';

/** Recruiters and hiring managers: requisitions, invitations, progress, outbox. */
@Module({
  imports: [databaseAs('staff')],
  controllers: [RequisitionsController, InvitationsController, OutboxController],
  providers: [
    InvitationStage,
    MembersStage,
    OpenLinkStage,
    OutboxStage,
    ProgressStage,
    PublishStage,
    RequisitionStage,
  ],
})
export class StaffModule {}
