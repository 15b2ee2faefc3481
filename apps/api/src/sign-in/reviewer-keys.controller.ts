import { HexDigest, NewReviewerKey, ReviewerKey, ReviewerKeys } from '@evenhand/contracts';
import { ReviewerKeyDesk } from '@evenhand/offices/people';
import { Answers, CurrentPerson, LimitRate, Roles, type SignedInPerson } from '@evenhand/platform';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';

/** The keys a reviewer signs scorecards with: their own, and nobody else's. */
@Controller('api/reviewer-keys')
@Roles('reviewer')
export class ReviewerKeysController {
  constructor(private readonly desk: ReviewerKeyDesk) {}

  @Get()
  @Answers(ReviewerKeys)
  list(@CurrentPerson() person: SignedInPerson): Promise<ReviewerKeys> {
    return this.desk.list(person.id);
  }

  @Post()
  @LimitRate({ perAddress: 60 })
  @Answers(ReviewerKey)
  enrol(
    @CurrentPerson() person: SignedInPerson,
    @Body({ schema: NewReviewerKey }) key: NewReviewerKey,
  ): Promise<ReviewerKey> {
    return this.desk.enrol(person, key);
  }

  @Post(':key/retire')
  @Answers(ReviewerKey)
  retire(
    @CurrentPerson() person: SignedInPerson,
    @Param('key', { schema: HexDigest }) key: string,
  ): Promise<ReviewerKey> {
    return this.desk.retire(person.id, key);
  }
}
