import {
  addSteps,
  databaseOf,
  lockKey,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import type { NewReviewerKey, ReviewerKey, ReviewerKeys } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { digestOf, fromBase64, isEnrolmentProved, keyDigestOf } from '@evenhand/ledger';
import { SETTINGS, type Settings, type SignedInPerson } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { enrolmentLetter } from './enrolment-letter';
import { KeyProofWrong, KeyRetired, KeyTaken, KeyUnknown } from './people.errors';

type StoredKey = NonNullable<Awaited<ReturnType<Transaction<'signin'>['reviewerKey']['findUnique']>>>;

/**
 * Keys that reviewers sign scorecards with, enrolled under their own sign-in. Each enrolment and retirement is an entry of
 * the log, and each enrolment a letter to its owner: nobody gets a second key unnoticed. A lost device is a new enrolment.
 */
@Injectable()
export class ReviewerKeyDesk {
  constructor(
    @Inject(databaseOf('signin')) private readonly database: Database<'signin'>,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** A person's keys, the latest first. */
  async list(account: string): Promise<ReviewerKeys> {
    const rows = await this.database.reviewerKey.findMany({
      where: { account },
      orderBy: [{ enrolledAt: 'desc' }, { key: 'asc' }],
    });
    return { account, rows: rows.map(shown) };
  }

  /**
   * Enrols a key. Enrolling the same again changes nothing and gives the same answer, so two tabs may do it side by side.
   *
   * @throws KeyProofWrong, KeyTaken, KeyRetired
   */
  async enrol(person: SignedInPerson, { publicKey, proof, device }: NewReviewerKey): Promise<ReviewerKey> {
    const [raw, signature] = [bytesOf(publicKey), bytesOf(proof)];
    if (!(await isEnrolmentProved(person.id, raw, signature))) throw new KeyProofWrong();
    const key = keyDigestOf(raw);
    const account = person.id;
    return this.database.inTransaction(async (tx) => {
      const enrolledAt = new Date(this.clock.now());
      const row = { key, account, publicKey: raw, device, enrolledAt };
      const { count } = await tx.reviewerKey.createMany({ data: row, skipDuplicates: true });
      const stored = await tx.reviewerKey.findUniqueOrThrow({ where: { key } });
      if (stored.account !== account) throw new KeyTaken();
      if (stored.retiredAt !== null) throw new KeyRetired();
      if (count === 1) {
        const entry = { v: 1, type: 'key-enrolled', account, key } as const;
        await writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
        await this.tell(tx, person, stored);
      }
      return shown(stored);
    });
  }

  /** Retires an own key for good; retiring it again changes nothing. @throws KeyUnknown */
  retire(account: string, key: string): Promise<ReviewerKey> {
    return this.database.inTransaction(async (tx) => {
      await lockKey(tx, key);
      const stored = await tx.reviewerKey.findUnique({ where: { key } });
      if (stored?.account !== account) throw new KeyUnknown();
      if (stored.retiredAt !== null) return shown(stored);
      const retiredAt = new Date(this.clock.now());
      await tx.reviewerKey.updateMany({ where: { key }, data: { retiredAt } });
      const entry = { v: 1, type: 'key-retired', account, key } as const;
      await writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
      return shown({ ...stored, retiredAt });
    });
  }

  private async tell(
    tx: Transaction<'signin'>,
    { name, email }: SignedInPerson,
    key: StoredKey,
  ): Promise<void> {
    const letter = enrolmentLetter({
      name,
      device: key.device,
      enrolledAt: key.enrolledAt,
      key: key.key,
      keysPage: `${this.settings.PUBLIC_URL}/console/keys`,
    });
    const id = this.chance.uuid();
    const mail = { id, kind: 'key-enrolled', recipient: email, ...letter, createdAt: key.enrolledAt };
    await tx.mail.createMany({ data: mail });
    const now = this.clock.now();
    await addSteps(tx, [{ subject: id, stage: 'mail', inputHash: digestOf(id), dueAt: now }], now);
  }
}

/** The contract has seen to its form; what is no base 64 all the same proves nothing. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => new Uint8Array(fromBase64(base64) ?? []);

const shown = ({ key, device, enrolledAt, retiredAt }: StoredKey): ReviewerKey => ({
  key,
  device,
  enrolledAt: enrolledAt.toISOString(),
  retiredAt: retiredAt?.toISOString() ?? null,
});
