import type { DatabaseRole } from './rooms';

/**
 * Nest token of a role's database. A stage names the one role it works as:
 * `constructor(@Inject(databaseOf('review')) private readonly database: Database<'review'>)`.
 */
export const databaseOf = (role: DatabaseRole): string => `database:${role}`;
