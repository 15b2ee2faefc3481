import type { NewReviewerKey, ReviewerKey, ReviewerKeys } from '@evenhand/contracts';
import { fromBase64, isEnrolmentProved, keyDigestOf } from '@evenhand/ledger';
import type { ReviewClient } from '../review.client';
import { KeyChest, type KeptPair } from './key-chest.port';

const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

/** An api that keeps keys as the real one does. Several browsers may share it. */
export class FakeKeysClient implements Pick<ReviewClient, 'keys' | 'enrol' | 'retireKey'> {
  account = '7f2b9a3e-0000-4000-8000-000000000001';
  readonly rows: ReviewerKey[] = [];

  keys(): Promise<ReviewerKeys> {
    return Promise.resolve({ account: this.account, rows: [...this.rows] });
  }

  async enrol({ publicKey, proof, device }: NewReviewerKey): Promise<ReviewerKey> {
    if (!(await isEnrolmentProved(this.account, bytes(publicKey), bytes(proof))))
      throw new Error('not proved');
    const key = keyDigestOf(bytes(publicKey));
    const known = this.rows.find((row) => row.key === key);
    if (known?.retiredAt === null) return known;
    if (known) throw new Error('retired');
    const row = { key, device, enrolledAt: '2026-11-24T12:00:00.000Z', retiredAt: null };
    this.rows.unshift(row);
    return row;
  }

  retireKey(key: string): Promise<ReviewerKey> {
    const at = this.rows.findIndex((row) => row.key === key);
    const row = this.rows[at];
    if (!row) return Promise.reject(new Error('unknown'));
    const retired = { ...row, retiredAt: '2026-11-24T13:00:00.000Z' };
    this.rows[at] = retired;
    return Promise.resolve(retired);
  }
}

/** A browser's own place for keys, shared by its tabs. */
export class FakeChest extends KeyChest {
  readonly pairs = new Map<string, KeptPair>();
  /** A private window: nothing is kept. */
  refuses = false;

  override find(account: string): Promise<KeptPair | null> {
    if (this.refuses) return Promise.reject(new DOMException('no', 'InvalidStateError'));
    return Promise.resolve(this.pairs.get(account) ?? null);
  }

  override keep(kept: KeptPair, instead: string | null): Promise<KeptPair> {
    if (this.refuses) return Promise.reject(new DOMException('no', 'DataCloneError'));
    const before = this.pairs.get(kept.account);
    if (before !== undefined && before.key !== instead) return Promise.resolve(before);
    this.pairs.set(kept.account, kept);
    return Promise.resolve(kept);
  }
}
