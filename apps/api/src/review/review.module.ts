import { databaseAs } from '@evenhand/adapters/database';
import { PacketStage, ReviewQueueStage, ScorecardStage, SeatStage } from '@evenhand/stages/review';
import { Module } from '@nestjs/common';
import { ReviewController } from './review.controller';

/** Reviewers: queue, blind packets, scorecards. */
@Module({
  imports: [databaseAs('review')],
  controllers: [ReviewController],
  providers: [SeatStage, PacketStage, ReviewQueueStage, ScorecardStage],
})
export class ReviewModule {}
