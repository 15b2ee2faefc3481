/** The only source of time. Tests fix it. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract now(): number;
}

/** The only source of ids and chance. Tests seed it. */
export abstract class Chance {
  /** A random UUID, version 4: it tells nothing about when it was made. */
  abstract uuid(): string;
  /** A number in [0, 1). */
  abstract fraction(): number;
  /** Cryptographically random bytes. */
  abstract bytes(length: number): Uint8Array<ArrayBuffer>;
}
