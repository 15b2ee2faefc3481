import { inject, Injectable, InjectionToken, signal } from '@angular/core';
import type { ScorecardContent } from '@evenhand/contracts';
import {
  ed25519KeyOfPair,
  keyDigestOf,
  newEd25519Pair,
  SCORECARD_SALT_LENGTH,
  signScorecard,
  enrolmentOf,
  type Ed25519Key,
  type SignedScorecard,
} from '@evenhand/ledger';
import { ReviewClient } from '../review.client';
import { deviceWords } from './device-words';
import { IndexedDbChest } from './indexed-db-chest.adapter';
import type { KeptPair, KeyChest } from './key-chest.port';
import { CannotSign } from './signing.errors';

/** Where keys are kept. Tests give another place. */
export const KEY_CHEST = new InjectionToken<KeyChest>('where signing keys are kept', {
  providedIn: 'root',
  factory: () => new IndexedDbChest(),
});

/**
 * What this browser can do about signing. `passing`: it signs, but keeps the key no longer than this page; `unable`: it knows
 * no Ed25519; `insecure`: it would, but the page was not opened over https.
 */
export type SigningStanding = 'unknown' | 'kept' | 'passing' | 'unable' | 'insecure';

/**
 * The key with which this browser signs its person's scorecards. Made and enrolled when it is first needed; its private half
 * cannot be read, by us or by anybody.
 */
@Injectable({ providedIn: 'root' })
export class SigningKeysStore {
  private readonly client = inject(ReviewClient);
  private readonly chest = inject(KEY_CHEST);
  /** Keys this browser would not keep, by account; they last as long as the page. */
  private readonly passing = new Map<string, KeptPair>();
  private readonly now = signal<SigningStanding>('unknown');
  private readonly fresh = signal(false);
  private turn: Promise<unknown> = Promise.resolve();

  readonly standing = this.now.asReadonly();
  /** A key was enrolled on this page; its owner has mail about it. */
  readonly enrolledHere = this.fresh.asReadonly();

  /**
   * Sees to it that this browser has a key that is enrolled for whoever is signed in.
   *
   * @throws CannotSign, and what the api answers
   */
  ready(): Promise<Ed25519Key> {
    // One after the other: two packets opened quickly must not make two keys.
    const own = this.turn.then(() => this.find());
    this.turn = own.catch(() => undefined);
    return own;
  }

  /** Signs a scorecard with this browser's key. @throws CannotSign, and what the api answers */
  async sign(scorecard: {
    content: ScorecardContent;
    packetId: string;
    root: string;
  }): Promise<SignedScorecard<ScorecardContent>> {
    const key = await this.ready();
    return signScorecard(key, scorecard, crypto.getRandomValues(new Uint8Array(SCORECARD_SALT_LENGTH)));
  }

  /** Digest of the key this browser has for an account, hex; null when it has none. */
  async keyHere(account: string): Promise<string | null> {
    return (await this.recall(account))?.key ?? null;
  }

  private async find(): Promise<Ed25519Key> {
    this.mustBeAble();
    const { account, rows } = await this.client.keys();
    let own = await this.recall(account);
    const known = rows.find(({ key }) => key === own?.key);
    const retired = known !== undefined && known.retiredAt !== null;
    if (own === null || retired) own = await this.make(account, own?.key ?? null);
    const key = await ed25519KeyOfPair(own.pair);
    if (known === undefined || retired) {
      await this.client.enrol({
        ...(await enrolmentOf(key, account)),
        device: deviceWords(navigator.userAgent),
      });
      this.fresh.set(true);
    }
    this.now.set(this.passing.has(account) ? 'passing' : 'kept');
    return key;
  }

  private async make(account: string, instead: string | null): Promise<KeptPair> {
    const pair = await this.newPair();
    const { publicKey } = await ed25519KeyOfPair(pair);
    const made = { account, key: keyDigestOf(publicKey), pair };
    try {
      const kept = await this.chest.keep(made, instead);
      this.passing.delete(account);
      return kept;
    } catch {
      this.passing.set(account, made);
      return made;
    }
  }

  private async recall(account: string): Promise<KeptPair | null> {
    const passing = this.passing.get(account);
    if (passing !== undefined) return passing;
    try {
      return await this.chest.find(account);
    } catch {
      return null;
    }
  }

  private async newPair() {
    try {
      return await newEd25519Pair();
    } catch (fault) {
      if ((fault as Error).name !== 'NotSupportedError') throw fault;
      this.now.set('unable');
      throw new CannotSign('unable');
    }
  }

  /** Browsers hide their cryptography from pages that came without https. */
  private mustBeAble(): void {
    if ((crypto as Partial<Crypto>).subtle !== undefined) return;
    const why = globalThis.isSecureContext ? 'unable' : 'insecure';
    this.now.set(why);
    throw new CannotSign(why);
  }
}
