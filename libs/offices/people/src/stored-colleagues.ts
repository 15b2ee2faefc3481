import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { Colleague, Role } from '@evenhand/contracts';
import { Colleagues } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Duties of a requisition; what else a colleague may do is not the recruiter's business. */
const duties: readonly Role[] = ['recruiter', 'reviewer', 'hiring_manager'];

/** Who colleagues are, for everybody who works with them. */
@Injectable()
export class StoredColleagues extends Colleagues {
  constructor(@Inject(databaseOf('signin')) private readonly database: Database<'signin'>) {
    super();
  }

  override async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const users = await this.database.user.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, name: true },
    });
    return new Map(users.map(({ id, name }) => [id, name]));
  }

  override async addressesOf(role: Role): Promise<readonly string[]> {
    const users = await this.database.user.findMany({
      where: { disabledAt: null, roles: { some: { role } } },
      select: { email: true },
      orderBy: { email: 'asc' },
    });
    return users.map(({ email }) => email);
  }

  /** Colleagues who can take on a duty, or one duty in particular, by name. */
  async withDuties(role?: Role): Promise<Colleague[]> {
    const wanted = duties.filter((duty) => role === undefined || duty === role);
    const users = await this.database.user.findMany({
      where: { disabledAt: null, roles: { some: { role: { in: wanted } } } },
      include: { roles: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return users.map(({ id, name, roles }) => ({
      id,
      name,
      roles: duties.filter((duty) => roles.some((held) => held.role === duty)),
    }));
  }
}
