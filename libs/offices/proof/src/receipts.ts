import { databaseOf, type Database } from '@evenhand/adapters/database';
import { formatReceipt, parseProofFile } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { LogProofs } from './log-proofs';
import { waitUntilCovered } from './packed-log';
import { EntryUnknown } from './proof.errors';

/** What a candidate takes away: the proof that what they submitted is in the log. */
@Injectable()
export class Receipts {
  constructor(
    @Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>,
    private readonly proofs: LogProofs,
  ) {}

  /**
   * A receipt (C2SP tlog-proof, the entry in its extra line) of the submission of an interview.
   *
   * @throws EntryUnknown, NotSignedYet
   */
  async ofSubmission(interviewId: string): Promise<string> {
    const [submitted] = await this.database.$queryRaw<{ id: string; entry: string }[]>`
      SELECT id, entry FROM ledger.pending WHERE entry::jsonb ->> 'interview' = ${interviewId} AND type = 'submitted'
      ORDER BY position LIMIT 1`;
    if (!submitted) throw new EntryUnknown();
    await waitUntilCovered(this.database, [interviewId]);
    const proof = parseProofFile(await this.proofs.proofOf(submitted.id));
    if (!proof.ok) throw new TypeError(`The proof's ${proof.where} ${proof.reason}.`);
    return formatReceipt(submitted.entry, proof.value);
  }
}
