import { Id, NewPerson, People, PeopleQuery, Person, PersonChange } from '@evenhand/contracts';
import { Accounts } from '@evenhand/offices/people';
import { Answers, CurrentPerson, Roles, type SignedInPerson } from '@evenhand/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';

/** Accounts and roles, for administrators. */
@Controller('api/people')
@Roles('administrator')
export class PeopleController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @Answers(People)
  async list(
    @Query({ schema: PeopleQuery }) { role }: z.output<typeof PeopleQuery>,
  ): Promise<{ rows: Person[] }> {
    return { rows: await this.accounts.list(role) };
  }

  @Post()
  @Answers(Person, 201)
  create(
    @CurrentPerson() by: SignedInPerson,
    @Body({ schema: NewPerson }) person: NewPerson,
  ): Promise<Person> {
    return this.accounts.create(person, by.id);
  }

  @Patch(':id')
  @Answers(Person)
  change(
    @CurrentPerson() by: SignedInPerson,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PersonChange }) change: PersonChange,
  ): Promise<Person> {
    return this.accounts.change(id, change, by.id);
  }
}
