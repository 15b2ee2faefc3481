import { databaseOf, type Database, type Transaction } from '@evenhand/adapters/database';
import { Chance, Clock } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { Sessions, type SignedInPerson } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';

const minute = 60_000;
const hour = 60 * minute;
/** A session ends when it was not used for this long… */
const idleMs = 12 * hour;
/** …and after this long in any case. */
export const sessionMs = 7 * 24 * hour;

/** Asked for with every request, so in one statement. */
interface StoredSession extends SignedInPerson {
  seen_at: Date;
  expires_at: Date;
}

/** Sessions in the database. The cookie carries a random secret; only its digest is stored. */
@Injectable()
export class StoredSessions extends Sessions {
  constructor(
    @Inject(databaseOf('signin')) private readonly database: Database<'signin'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  override async personOf(secret: string): Promise<SignedInPerson | null> {
    const now = this.clock.now();
    const tokenHash = digestOf(secret);
    const [session] = await this.database.$queryRaw<StoredSession[]>`
      SELECT u.id, u.email, u.name, s.seen_at, s.expires_at,
             ARRAY(SELECT r.role::text FROM people.user_role r WHERE r.user_id = u.id ORDER BY 1) AS roles
      FROM people.session s JOIN people."user" u ON u.id = s.user_id
      WHERE s.token_hash = ${tokenHash} AND u.disabled_at IS NULL`;
    if (session === undefined) return null;
    const idle = now - session.seen_at.getTime();
    if (session.expires_at.getTime() <= now || idle >= idleMs) return null;
    // Noting every request would write on every read; a minute is exact enough for twelve hours.
    if (idle >= minute) {
      await this.database.session.updateMany({ where: { tokenHash }, data: { seenAt: new Date(now) } });
    }
    const { id, email, name, roles } = session;
    return { id, email, name, roles };
  }

  /**
   * Starts a session and forgets the person's sessions that are over.
   *
   * @returns the secret for the cookie
   */
  async start(userId: string): Promise<string> {
    const now = this.clock.now();
    const secret = Buffer.from(this.chance.bytes(32)).toString('base64url');
    await this.database.session.deleteMany({
      where: {
        userId,
        OR: [{ expiresAt: { lte: new Date(now) } }, { seenAt: { lte: new Date(now - idleMs) } }],
      },
    });
    await this.database.session.create({
      data: {
        tokenHash: digestOf(secret),
        userId,
        createdAt: new Date(now),
        seenAt: new Date(now),
        expiresAt: new Date(now + sessionMs),
      },
    });
    return secret;
  }

  /** Ends the session of a secret; an unknown one is no error. */
  async end(secret: string): Promise<void> {
    await this.database.session.deleteMany({ where: { tokenHash: digestOf(secret) } });
  }
}

/** Ends every session of a person, in the caller's transaction. */
export async function endSessionsOf(tx: Transaction<'signin'>, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}
