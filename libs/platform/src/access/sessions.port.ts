import type { Role } from '@evenhand/contracts';

/** A colleague whose session is valid. */
export interface SignedInPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Sessions of colleagues; lives in the office of people. */
export abstract class Sessions {
  /** Whose session the cookie's secret belongs to; null when it is unknown, ended or its person disabled. */
  abstract personOf(secret: string): Promise<SignedInPerson | null>;
}

/** Names of colleagues, for modules whose database role may not read accounts. */
export abstract class Colleagues {
  /** Names by id; ids of nobody are left out. */
  abstract namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** Addresses of everybody who holds a role and may sign in, to write to. */
  abstract addressesOf(role: Role): Promise<readonly string[]>;
}
