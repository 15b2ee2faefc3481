import {
  Id,
  InterviewPage,
  Members,
  NewRequisition,
  PageQuery,
  RequisitionChange,
  RequisitionPage,
  RequisitionView,
} from '@evenhand/contracts';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { MembersStage, ProgressStage, PublishStage, RequisitionStage } from '@evenhand/stages/invite';
import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';

/** Requisitions, for the recruiters and hiring managers who belong to them. */
@Controller('api/requisitions')
@Roles('recruiter')
export class RequisitionsController {
  constructor(
    private readonly requisitions: RequisitionStage,
    private readonly publishing: PublishStage,
    private readonly members: MembersStage,
    private readonly progress: ProgressStage,
  ) {}

  @Get()
  @Roles('recruiter', 'hiring_manager')
  @Answers(RequisitionPage)
  list(
    @CurrentPerson() person: SignedInPerson,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<RequisitionPage> {
    return this.requisitions.list(query, person.id);
  }

  @Post()
  @Answers(RequisitionView, 201)
  create(
    @CurrentPerson() person: SignedInPerson,
    @Body({ schema: NewRequisition }) requisition: NewRequisition,
  ): Promise<RequisitionView> {
    return this.requisitions.create(requisition, person.id);
  }

  @Get(':id')
  @Roles('recruiter', 'hiring_manager')
  @Answers(RequisitionView)
  read(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<RequisitionView> {
    return this.requisitions.read(id, person.id);
  }

  @Patch(':id')
  @Answers(RequisitionView)
  change(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RequisitionChange }) change: RequisitionChange,
  ): Promise<RequisitionView> {
    return this.requisitions.change(id, change, person.id);
  }

  @Post(':id/publish')
  @Answers(RequisitionView)
  async publish(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<RequisitionView> {
    await this.publishing.publish(id, person.id);
    return this.requisitions.read(id, person.id);
  }

  @Post(':id/close')
  @Answers(RequisitionView)
  async close(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<RequisitionView> {
    await this.publishing.close(id, person.id);
    return this.requisitions.read(id, person.id);
  }

  @Put(':id/members')
  @Answers(RequisitionView)
  async replaceMembers(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Members }) { members }: z.output<typeof Members>,
  ): Promise<RequisitionView> {
    await this.members.replace(id, members, person.id);
    return this.requisitions.read(id, person.id);
  }

  @Get(':id/interviews')
  @Roles('recruiter', 'hiring_manager')
  @Answers(InterviewPage)
  interviews(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<InterviewPage> {
    return this.progress.list(id, query, person.id);
  }
}
