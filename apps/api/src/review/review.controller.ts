import {
  BlindPacket,
  DraftSaved,
  Id,
  QueueQuery,
  ReviewQueue,
  ScorecardDraft,
  ScorecardLocked,
  SignedScorecard,
} from '@evenhand/contracts';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { PacketStage, ReviewQueueStage, ScorecardStage } from '@evenhand/stages/review';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';

/** Blind review: a reviewer's queue, packets and scorecards. Answers hold the contract `BlindPacket` and nothing else. */
@Controller('api/review')
@Roles('reviewer')
export class ReviewController {
  constructor(
    private readonly queues: ReviewQueueStage,
    private readonly packets: PacketStage,
    private readonly scorecards: ScorecardStage,
  ) {}

  @Get('queue')
  @Answers(ReviewQueue)
  queue(
    @CurrentPerson() person: SignedInPerson,
    @Query({ schema: QueueQuery }) query: z.output<typeof QueueQuery>,
  ): Promise<ReviewQueue> {
    return this.queues.queue(person.id, query);
  }

  @Get('packets/:id')
  @Answers(BlindPacket)
  open(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<BlindPacket> {
    return this.packets.open(person.id, id);
  }

  @Put('packets/:id/draft')
  @Answers(DraftSaved)
  saveDraft(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ScorecardDraft }) draft: ScorecardDraft,
  ): Promise<{ savedAt: string }> {
    return this.packets.saveDraft(person.id, id, draft);
  }

  @Post('packets/:id/lock')
  @Answers(ScorecardLocked)
  async lock(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SignedScorecard }) signed: SignedScorecard,
  ): Promise<ScorecardLocked> {
    const locked = await this.scorecards.lock(person.id, id, signed);
    return { ...locked, nextPacketId: await this.scorecards.nextPacket(person.id) };
  }
}
