import {
  AccommodationCase,
  AccommodationQuery,
  AccommodationQuestion,
  AccommodationQueue,
  Id,
  NewAccommodationDecision,
} from '@evenhand/contracts';
import { Decisions, RequestQueue } from '@evenhand/offices/accommodation';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';

/** Requests for accommodations, for the officers who answer them and for nobody else. */
@Controller('api/accommodations')
@Roles('accommodation_officer')
export class AccommodationsController {
  constructor(
    private readonly queue: RequestQueue,
    private readonly decisions: Decisions,
  ) {}

  @Get()
  @Answers(AccommodationQueue)
  list(@Query({ schema: AccommodationQuery }) query: AccommodationQuery): Promise<AccommodationQueue> {
    return this.queue.list(query);
  }

  @Get(':id')
  @Answers(AccommodationCase)
  read(@Param('id', { schema: Id }) id: string): Promise<AccommodationCase> {
    return this.queue.read(id);
  }

  @Post(':id/question')
  @Answers(AccommodationCase)
  async ask(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AccommodationQuestion }) question: AccommodationQuestion,
  ): Promise<AccommodationCase> {
    await this.decisions.ask(id, question);
    return this.queue.read(id);
  }

  @Post(':id/decision')
  @Answers(AccommodationCase)
  async decide(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: NewAccommodationDecision }) decision: NewAccommodationDecision,
  ): Promise<AccommodationCase> {
    await this.decisions.decide(id, decision, person.id);
    return this.queue.read(id);
  }
}
