import { Id } from '@evenhand/contracts';
import { EvidencePack } from '@evenhand/contracts-verdict';
import { EvidencePacks } from '@evenhand/offices/proof';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { Controller, Get, Param } from '@nestjs/common';

/** Everything on record about a revealed interview, in one answer. Each pack taken is an entry of the log. */
@Controller('api/interviews/:id/pack')
@Roles('recruiter', 'compliance_officer')
export class PackController {
  constructor(private readonly packs: EvidencePacks) {}

  @Get()
  @Answers(EvidencePack)
  take(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
  ): Promise<EvidencePack> {
    return this.packs.make(id, person);
  }
}
