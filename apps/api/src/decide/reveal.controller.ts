import { Id } from '@evenhand/contracts';
import { NewRevision, RevealView } from '@evenhand/contracts-verdict';
import { Answers, Colleagues, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { RevealStage, RevisionStage } from '@evenhand/stages/reveal';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';

/** After the reveal rule holds: own rating, colleagues' ratings and the AI summary side by side. */
@Controller('api/interviews')
@Roles('reviewer', 'recruiter', 'hiring_manager')
export class RevealController {
  constructor(
    private readonly reveals: RevealStage,
    private readonly revisions: RevisionStage,
    private readonly colleagues: Colleagues,
  ) {}

  @Get(':id/reveal')
  @Answers(RevealView)
  view(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<RevealView> {
    return this.reveals.view(id, { personId: person.id, names: (ids) => this.colleagues.namesOf(ids) });
  }

  @Post(':id/revisions')
  @Answers(RevealView)
  async revise(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: NewRevision }) change: NewRevision,
  ): Promise<RevealView> {
    await this.revisions.revise(person.id, id, change);
    return this.view(person, id);
  }
}
