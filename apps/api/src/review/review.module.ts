import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';

/** Reviewers: queue, blind packets, scorecards. */
@Module({ imports: [databaseAs('review')], controllers: [], providers: [] })
export class ReviewModule {}
