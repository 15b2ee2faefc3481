import { Colleagues, PeopleQuery, type Colleague } from '@evenhand/contracts';
import { StoredColleagues } from '@evenhand/offices/people';
import { Answers, Roles } from '@evenhand/platform';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';

/** Whom a recruiter can ask to review, to recruit along or to decide. */
@Controller('api/colleagues')
@Roles('recruiter')
export class ColleaguesController {
  constructor(private readonly colleagues: StoredColleagues) {}

  @Get()
  @Answers(Colleagues)
  async list(
    @Query({ schema: PeopleQuery }) { role }: z.output<typeof PeopleQuery>,
  ): Promise<{ rows: Colleague[] }> {
    return { rows: await this.colleagues.withDuties(role) };
  }
}
