import { databaseAs } from '@evenhand/adapters/database';
import { Decisions, Figures, Policies, RequestQueue } from '@evenhand/offices/accommodation';
import { Module } from '@nestjs/common';
import { AccommodationsController } from './accommodations.controller';
import { PolicyController } from './policy.controller';

/** Accommodation officers: requests, what is granted at once, and how fast answers come. */
@Module({
  imports: [databaseAs('accommodation')],
  controllers: [AccommodationsController, PolicyController],
  providers: [Decisions, Figures, Policies, RequestQueue],
})
export class AccommodationModule {}
