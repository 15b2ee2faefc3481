import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Chance, Clock } from '@evenhand/domain';
import { ensureNotices } from '@evenhand/stages/record';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

/** Nobody can consent without a notice: a new installation has its default notices before the first request. */
@Injectable()
export class NoticesAtStart implements OnModuleInit {
  constructor(
    @Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  onModuleInit(): Promise<void> {
    return ensureNotices(this.database, this.clock, this.chance);
  }
}
