import { DecisionView, Id, NewDecision } from '@evenhand/contracts';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { DecideStage } from '@evenhand/stages/decide';
import { Body, Controller, Param, Post } from '@nestjs/common';

/** A person decides; nothing here happens by itself. */
@Controller('api/interviews')
@Roles('recruiter', 'hiring_manager')
export class DecideController {
  constructor(private readonly decisions: DecideStage) {}

  @Post(':id/decision')
  @Answers(DecisionView, 201)
  decide(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: NewDecision }) decision: NewDecision,
  ): Promise<DecisionView> {
    return this.decisions.decide(person.id, id, decision);
  }
}
