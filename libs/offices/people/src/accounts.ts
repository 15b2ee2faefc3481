import {
  databaseOf,
  isTaken,
  refusalOf,
  writeEntry,
  type Database,
  type Prisma,
  type Transaction,
} from '@evenhand/adapters/database';
import type { NewPerson, Person, PersonChange, Role } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hashPassword } from './password';
import { DutiesApart, EmailTaken, LastAdministrator, PersonUnknown } from './people.errors';
import { endSessionsOf } from './stored-sessions';

/** Accounts and their roles, administered. Every change is an entry of the log, in the same transaction. */
@Injectable()
export class Accounts {
  constructor(
    @Inject(databaseOf('signin')) private readonly database: Database<'signin'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Everybody, or everybody with a role, by name. */
  list(role?: Role): Promise<Person[]> {
    return this.find(role === undefined ? {} : { roles: { some: { role } } });
  }

  private async find(where: Prisma.UserWhereInput): Promise<Person[]> {
    const users = await this.database.user.findMany({
      where,
      include: { roles: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return users.map((user) => ({
      id: user.id,
      email: user.email,
      name: user.name,
      roles: user.roles.map((one) => one.role).sort(),
      disabled: user.disabledAt !== null,
      createdAt: user.createdAt.toISOString(),
    }));
  }

  /**
   * @param by who does it; null for the first administrator, who creates himself
   * @throws EmailTaken, DutiesApart
   */
  async create(person: NewPerson, by: string | null): Promise<Person> {
    const passwordHash = await hashPassword(person.password);
    const id = await this.inTransaction((tx) => this.add(tx, { ...person, passwordHash }, by));
    return this.one(id);
  }

  /** Adds an account in the caller's transaction. */
  async add(
    tx: Transaction<'signin'>,
    person: { email: string; name: string; passwordHash: string; roles: readonly Role[] },
    by: string | null,
  ): Promise<string> {
    const id = this.chance.uuid();
    const { email, name, passwordHash } = person;
    await tx.user.create({
      data: { id, email, name, passwordHash, createdAt: new Date(this.clock.now()) },
      select: { id: true },
    });
    await this.log(tx, { v: 1, type: 'account-created', account: id, by });
    await this.giveRoles(tx, id, person.roles, by ?? id);
    return id;
  }

  /** @throws PersonUnknown, DutiesApart, LastAdministrator */
  async change(id: string, change: PersonChange, by: string): Promise<Person> {
    const passwordHash = change.password === undefined ? null : await hashPassword(change.password);
    await this.inTransaction(async (tx) => {
      const user = await tx.user.findUnique({ where: { id }, include: { roles: true } });
      if (user === null) throw new PersonUnknown();
      const losesRole = change.roles !== undefined && !change.roles.includes('administrator');
      if (losesRole || change.disabled === true) await this.keepAnAdministrator(tx, id);
      if (change.roles !== undefined) await this.giveRoles(tx, id, change.roles, by);
      if (passwordHash !== null) await this.setPassword(tx, id, passwordHash, by);
      if (change.disabled !== undefined && change.disabled !== (user.disabledAt !== null)) {
        await this.disable(tx, id, change.disabled, by);
      }
    });
    return this.one(id);
  }

  private async one(id: string): Promise<Person> {
    const [person] = await this.find({ id });
    if (person === undefined) throw new PersonUnknown();
    return person;
  }

  private async giveRoles(
    tx: Transaction<'signin'>,
    id: string,
    roles: readonly Role[],
    by: string,
  ): Promise<void> {
    const wanted = [...new Set(roles)].sort();
    // What goes goes first: the law compares with what is still there.
    await tx.userRole.deleteMany({ where: { userId: id, role: { notIn: wanted } } });
    await tx.userRole.createMany({
      data: wanted.map((role) => ({ userId: id, role })),
      skipDuplicates: true,
    });
    await this.log(tx, { v: 1, type: 'roles-changed', account: id, by, roles: wanted });
  }

  private async setPassword(
    tx: Transaction<'signin'>,
    id: string,
    passwordHash: string,
    by: string,
  ): Promise<void> {
    await tx.user.update({
      where: { id },
      data: { passwordHash, failedSignIns: 0, lockedUntil: null },
      select: { id: true },
    });
    await endSessionsOf(tx, id);
    await this.log(tx, { v: 1, type: 'password-set', account: id, by });
  }

  private async disable(tx: Transaction<'signin'>, id: string, disabled: boolean, by: string): Promise<void> {
    const disabledAt = disabled ? new Date(this.clock.now()) : null;
    await tx.user.update({ where: { id }, data: { disabledAt }, select: { id: true } });
    await endSessionsOf(tx, id);
    await this.log(tx, { v: 1, type: disabled ? 'account-disabled' : 'account-enabled', account: id, by });
  }

  /** Two administrators cannot remove each other side by side: one change of administrators at a time. */
  private async keepAnAdministrator(tx: Transaction<'signin'>, leaving: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('evenhand.administrators'))`;
    const holds = await tx.userRole.count({ where: { userId: leaving, role: 'administrator' } });
    const others = await tx.userRole.count({
      where: { role: 'administrator', userId: { not: leaving }, user: { disabledAt: null } },
    });
    if (holds > 0 && others === 0) throw new LastAdministrator();
  }

  private log(tx: Transaction<'signin'>, entry: Parameters<typeof writeEntry>[1]): Promise<void> {
    return writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
  }

  private async inTransaction<T>(work: (tx: Transaction<'signin'>) => Promise<T>): Promise<T> {
    try {
      return await this.database.inTransaction(work);
    } catch (error) {
      if (isTaken(error, 'user_email_key')) throw new EmailTaken();
      if (refusalOf(error)?.law === 'duties_apart') throw new DutiesApart();
      throw error;
    }
  }
}
