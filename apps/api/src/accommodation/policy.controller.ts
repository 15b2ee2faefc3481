import { AccommodationFigures, AccommodationPolicyView, NewAccommodationPolicy } from '@evenhand/contracts';
import { Figures, Policies } from '@evenhand/offices/accommodation';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { Body, Controller, Get, Put } from '@nestjs/common';

/** What the organisation grants by itself, and how it does with the rest. */
@Controller('api')
@Roles('accommodation_officer')
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly figures: Figures,
  ) {}

  @Get('accommodation-policy')
  @Answers(AccommodationPolicyView)
  policy(): Promise<AccommodationPolicyView> {
    return this.policies.current();
  }

  @Put('accommodation-policy')
  @Answers(AccommodationPolicyView)
  async change(
    @CurrentPerson() person: SignedInPerson,
    @Body({ schema: NewAccommodationPolicy }) policy: NewAccommodationPolicy,
  ): Promise<AccommodationPolicyView> {
    await this.policies.change(policy, person.id);
    return this.policies.current();
  }

  @Get('accommodation-figures')
  @Answers(AccommodationFigures)
  recent(): Promise<AccommodationFigures> {
    return this.figures.recent();
  }
}
