import { databaseOf, isTaken, policyOf, type Database } from '@evenhand/adapters/database';
import type { AccommodationPolicyView, NewAccommodationPolicy } from '@evenhand/contracts';
import { Clock } from '@evenhand/domain';
import { Colleagues } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { PolicyChanged } from '../accommodation.errors';

/** What is granted to everybody and at once. Every version is kept. */
@Injectable()
export class Policies {
  constructor(
    @Inject(databaseOf('accommodation')) private readonly database: Database<'accommodation'>,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<AccommodationPolicyView> {
    const newest = await this.database.accommodationPolicy.findFirst({ orderBy: { version: 'desc' } });
    const names = newest ? await this.colleagues.namesOf([newest.createdBy]) : null;
    return {
      ...policyOf(newest?.content ?? null),
      version: newest?.version ?? 0,
      since: newest?.createdAt.toISOString() ?? null,
      by: (newest && names?.get(newest.createdBy)) ?? null,
    };
  }

  /** @throws PolicyChanged when another officer changed it in the same moment */
  async change(policy: NewAccommodationPolicy, officerId: string): Promise<void> {
    const { version } = await this.current();
    try {
      await this.database.accommodationPolicy.create({
        data: {
          version: version + 1,
          content: policy,
          createdAt: new Date(this.clock.now()),
          createdBy: officerId,
        },
        select: { version: true },
      });
    } catch (error) {
      if (isTaken(error, 'policy_pkey')) throw new PolicyChanged();
      throw error;
    }
  }
}
