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
  abstract seal(payload: string): Promise<Envelope>;
}

/** Opens seals; exists in the revealer only. */
export abstract class Opener {
  /** Raises when the envelope was not made for our key, or when payload and commitment disagree. */
  abstract open(envelope: Envelope): Promise<string>;
}
