import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { SetUp } from '@evenhand/contracts';
import { digestOf } from '@evenhand/ledger';
import { SETTINGS, type Settings, type SignedInPerson } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from './accounts';
import { hashPassword } from './password';
import { AlreadySetUp, WrongSetUpCode } from './people.errors';
import { StoredSessions } from './stored-sessions';
import type { StartedSession } from './sign-in';

/** The first administrator of an empty installation, made by whoever can read the code that was printed at the start. */
@Injectable()
export class SetUpDesk {
  constructor(
    @Inject(databaseOf('signin')) private readonly database: Database<'signin'>,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly accounts: Accounts,
    private readonly sessions: StoredSessions,
  ) {}

  async needed(): Promise<boolean> {
    return (await this.database.user.count()) === 0;
  }

  /** @throws WrongSetUpCode, AlreadySetUp */
  async setUp({ code, email, name, password }: SetUp): Promise<StartedSession> {
    if (!this.isCode(code)) throw new WrongSetUpCode();
    const passwordHash = await hashPassword(password);
    const person: SignedInPerson = await this.database.inTransaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('evenhand.administrators'))`;
      if ((await tx.user.count()) > 0) throw new AlreadySetUp();
      const id = await this.accounts.add(tx, { email, name, passwordHash, roles: ['administrator'] }, null);
      return { id, email, name, roles: ['administrator'] };
    });
    return { secret: await this.sessions.start(person.id), person };
  }

  /** Compares digests: how alike a wrong code is cannot be told from the time it takes. */
  private isCode(code: string): boolean {
    const wanted = this.settings.SETUP_CODE;
    return wanted !== undefined && digestOf(code.trim()) === digestOf(wanted);
  }
}
