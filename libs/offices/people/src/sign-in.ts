import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { Role, SignIn } from '@evenhand/contracts';
import { Clock } from '@evenhand/domain';
import { RateLimit, type SignedInPerson } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isPassword } from './password';
import { SignInLocked, WrongSignIn } from './people.errors';
import { StoredSessions } from './stored-sessions';

/** Wrong passwords in a row that lock an account, and for how long. */
const mostFailures = 10;
const lockMs = 15 * 60_000;

interface Attempt {
  id: string;
  name: string;
  password_hash: string;
  disabled: boolean;
}

/** A started session, with the secret for its cookie. */
export interface StartedSession {
  readonly secret: string;
  readonly person: SignedInPerson;
}

/** Signing in with e-mail address and password. Neither the answer nor its time tells which accounts exist. */
@Injectable()
export class SignInDesk {
  /** Addresses nobody has lock just like those of accounts. */
  private readonly strangers = new RateLimit(mostFailures, lockMs);

  constructor(
    @Inject(databaseOf('signin')) private readonly database: Database<'signin'>,
    private readonly sessions: StoredSessions,
    private readonly clock: Clock,
  ) {}

  /** @throws WrongSignIn, SignInLocked */
  async signIn({ email, password }: SignIn): Promise<StartedSession> {
    const account = await this.countAttempt(email);
    const right = await isPassword(password, account?.password_hash ?? null);
    if (account === null || !right || account.disabled) throw new WrongSignIn();
    await this.database.user.update({
      where: { id: account.id },
      data: { failedSignIns: 0, lockedUntil: null },
      select: { id: true },
    });
    const roles = await this.database.userRole.findMany({ where: { userId: account.id } });
    const person = {
      id: account.id,
      email,
      name: account.name,
      roles: roles.map(({ role }): Role => role).sort(),
    };
    return { secret: await this.sessions.start(account.id), person };
  }

  /**
   * Counts the attempt as failed before the password is checked, in one statement: attempts side by side cannot slip
   * past the lock. Success takes the count back.
   *
   * @returns the account; null when there is none
   */
  private async countAttempt(email: string): Promise<Attempt | null> {
    const now = new Date(this.clock.now());
    const locksUntil = new Date(this.clock.now() + lockMs);
    const [attempt] = await this.database.$queryRaw<Attempt[]>`
      UPDATE people."user" u SET
        failed_sign_ins = CASE WHEN u.locked_until IS NOT NULL THEN 1 ELSE u.failed_sign_ins + 1 END,
        locked_until = CASE WHEN u.locked_until IS NULL AND u.failed_sign_ins + 1 >= ${mostFailures} THEN ${locksUntil}::timestamptz END
      WHERE u.email = ${email} AND (u.locked_until IS NULL OR u.locked_until <= ${now})
      RETURNING u.id, u.name, u.password_hash, u.disabled_at IS NOT NULL AS disabled`;
    if (attempt !== undefined) return attempt;
    const locked = await this.database.user.findUnique({ where: { email }, select: { lockedUntil: true } });
    const waitMs =
      locked === null
        ? this.strangers.count(email, this.clock.now())
        : Math.max(1, (locked.lockedUntil?.getTime() ?? 0) - this.clock.now());
    if (waitMs > 0) throw new SignInLocked(waitMs);
    return null;
  }
}
