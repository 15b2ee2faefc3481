import {
  aboutText,
  frame,
  saltBytes,
  Sealer,
  sealPurpose,
  summaryLabel,
  type Chance,
  type Envelope,
  type Recipient,
  type SealedAbout,
} from '@evenhand/domain';
import { commitmentOf } from '@evenhand/ledger';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

/** HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export class HpkeSealer extends Sealer {
  private readonly suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });

  constructor(private readonly chance: Chance) {
    super();
  }

  override async seal(payload: string, to: Recipient, about: SealedAbout, room: number): Promise<Envelope> {
    const salt = this.chance.bytes(saltBytes);
    const recipientPublicKey = await this.suite.kem.deserializePublicKey(to.publicKey);
    const sender = await this.suite.createSenderContext({ recipientPublicKey, info: text(sealPurpose) });
    const ciphertext = await sender.seal(frame(payload, salt, room), text(aboutText(about)));
    return {
      keyId: to.keyId,
      encapsulated: new Uint8Array(sender.enc),
      ciphertext: new Uint8Array(ciphertext),
      commitment: commitmentOf(salt, summaryLabel, payload),
    };
  }
}
