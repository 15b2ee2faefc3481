/** Public half of a key that seals are made to. */
export interface Recipient {
  readonly keyId: string;
  /** X25519, raw 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** What a seal belongs to. It is bound into the seal: the same ciphertext opens for no other interview or run. */
export interface SealedAbout {
  readonly interviewId: string;
  readonly run: number;
}

/** A sealed text: only the revealer can open it. */
export interface Envelope {
  readonly keyId: string;
  readonly encapsulated: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  /** HMAC-SHA-256(salt, label ‖ payload), hex; says nothing about the payload without the salt inside. */
  readonly commitment: string;
}

/** Seals to a public key. Has no way to open. */
export abstract class Sealer {
  /**
   * @param room bytes the payload may take without being told apart from others by its size; see `roomFor`
   */
  abstract seal(payload: string, to: Recipient, about: SealedAbout, room: number): Promise<Envelope>;
}

/** What lay in a seal, and the salt that opens its commitment. */
export interface Opened {
  readonly payload: string;
  readonly salt: Uint8Array<ArrayBuffer>;
}

/** Opens seals; exists in the revealer only. */
export abstract class Opener {
  /** Raises when the envelope was not made for our key or about something else, or when payload and commitment disagree. */
  abstract open(envelope: Envelope, about: SealedAbout): Promise<Opened>;
}
