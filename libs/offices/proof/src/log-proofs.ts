import { databaseOf, rootsOver, type Database, type Transaction } from '@evenhand/adapters/database';
import type { LogCheckpoint } from '@evenhand/contracts';
import {
  consistencyRanges,
  formatProofFile,
  formatVerifierKey,
  inclusionRanges,
  toBase64,
} from '@evenhand/ledger';
import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { EntryUnknown, LogShorter, NotSignedYet } from './proof.errors';
import { readWitnessKeys } from './witness-keys';

type Tx = Transaction<'compliance'>;

/** Gives out what others check the log with: checkpoints, and proofs that lead to them. */
@Injectable()
export class LogProofs {
  private readonly witnessKeys: readonly string[];

  constructor(
    @Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.witnessKeys = readWitnessKeys(settings.WITNESS_KEYS).map(formatVerifierKey);
  }

  /**
   * The newest checkpoint, and the proof that it continues the one somebody saw last.
   *
   * @param from size of the checkpoint seen last; 0 for none
   * @throws NotSignedYet, LogShorter
   */
  async checkpoint(from: number): Promise<LogCheckpoint> {
    return this.database.inTransaction(async (tx) => {
      const newest = await tx.checkpoint.findFirst({ orderBy: { size: 'desc' } });
      if (!newest) throw new NotSignedYet();
      const size = Number(newest.size);
      if (from > size) throw new LogShorter(from, size);
      const proof = from === 0 ? [] : await rootsOver(tx, consistencyRanges(from, size));
      const keys = await tx.logKey.findMany({ orderBy: { createdAt: 'asc' } });
      return {
        checkpoint: await cosigned(tx, newest),
        size,
        from,
        consistency: proof.map(toBase64),
        logKeys: keys.map(({ key }) => key),
        witnessKeys: [...this.witnessKeys],
      };
    });
  }

  /**
   * A file that proves to anybody that an entry is in the log (C2SP tlog-proof). Leads to a witnessed checkpoint where there
   * is one over the entry, else to the newest.
   *
   * @throws EntryUnknown, NotSignedYet
   */
  async proofOf(entryId: string): Promise<string> {
    return this.database.inTransaction(async (tx) => {
      const entry = await tx.pendingEntry.findUnique({ where: { id: entryId }, include: { leaf: true } });
      if (!entry) throw new EntryUnknown();
      if (!entry.leaf) throw new NotSignedYet();
      const over = { size: { gt: entry.leaf.index } };
      const newest = { size: 'desc' } as const;
      const checkpoint =
        (await tx.checkpoint.findFirst({
          where: { ...over, cosignatures: { some: {} } },
          orderBy: newest,
        })) ?? (await tx.checkpoint.findFirst({ where: over, orderBy: newest }));
      if (!checkpoint) throw new NotSignedYet();
      const index = Number(entry.leaf.index);
      const proof = await rootsOver(tx, inclusionRanges(index, Number(checkpoint.size)));
      return formatProofFile({ index, proof, checkpoint: await cosigned(tx, checkpoint) });
    });
  }
}

/** The signed note, with the cosignatures it has got. */
async function cosigned(tx: Tx, { size, note }: { size: bigint; note: string }): Promise<string> {
  const lines = await tx.cosignature.findMany({ where: { size }, orderBy: { witness: 'asc' } });
  return `${note}${lines.map(({ line }) => `${line}\n`).join('')}`;
}
