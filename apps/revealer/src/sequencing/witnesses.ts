import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** A witness that was not heard of for longer witnesses nothing any more. */
const lastingMs = 24 * 60 * 60_000;

/** Who outside watches the log. */
@Injectable()
export class Witnesses {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly clock: Clock,
  ) {}

  /** How many witnesses cosigned lately. */
  async count(): Promise<number> {
    const [row] = await this.database.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT witness)::int AS count FROM ledger.cosignature
      WHERE received_at >= ${new Date(this.clock.now() - lastingMs)}`;
    return row?.count ?? 0;
  }
}
