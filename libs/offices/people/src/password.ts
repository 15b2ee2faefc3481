import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters the OWASP password storage cheat sheet asks for: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** PHC string of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Nobody's password, with the same cost as everybody's: checking it takes as long. */
let nobodys: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (no such account) it takes as long and says no, so that the
 * time it takes tells nobody which accounts exist.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody signs in with this');
  const right = await verify(stored ?? (await nobodys), password);
  return right && stored !== null;
}
