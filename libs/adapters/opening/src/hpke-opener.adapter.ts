import {
  aboutText,
  Opener,
  sealPurpose,
  summaryLabel,
  unframe,
  type Envelope,
  type Opened,
  type SealedAbout,
} from '@evenhand/domain';
import { commitmentOf } from '@evenhand/ledger';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { SealKeyPair } from './key-pair';
import { KeyMissing, SealBroken } from './opening.errors';

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

/** The other half of the sealing adapter: HPKE (RFC 9180), base mode, X25519, HKDF-SHA256, AES-256-GCM. */
export class HpkeOpener extends Opener {
  private readonly suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });

  /** @param keys every key ever published, so that older seals still open */
  constructor(private readonly keys: readonly SealKeyPair[]) {
    super();
  }

  /** @throws KeyMissing, SealBroken */
  override async open(envelope: Envelope, about: SealedAbout): Promise<Opened> {
    const key = this.keys.find((one) => one.keyId === envelope.keyId);
    if (!key) throw new KeyMissing();
    const opened = await this.inside(envelope, key, about);
    if (commitmentOf(opened.salt, summaryLabel, opened.payload) !== envelope.commitment)
      throw new SealBroken();
    return opened;
  }

  private async inside(envelope: Envelope, key: SealKeyPair, about: SealedAbout): Promise<Opened> {
    try {
      const recipientKey = await this.suite.kem.deserializePrivateKey(key.privateKey);
      const opening = { recipientKey, enc: envelope.encapsulated, info: text(sealPurpose) };
      const recipient = await this.suite.createRecipientContext(opening);
      return unframe(new Uint8Array(await recipient.open(envelope.ciphertext, text(aboutText(about)))));
    } catch (cause) {
      throw new SealBroken({ cause });
    }
  }
}
