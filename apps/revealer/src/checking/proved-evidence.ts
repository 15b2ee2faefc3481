import {
  databaseOf,
  LogDamaged,
  rootsOver,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { bytesOf, inclusionRanges, leafHash, verifyInclusion, type Checkpoint } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { LogKeeper } from '../sequencing/log-keeper';
import {
  loggedAs,
  loggedHashOf,
  storedAbout,
  type Evidence,
  type Logged,
  type Stored,
  type Written,
} from './evidence';
import { signingOf } from './signatures';

type Tx = Transaction<'revealer'>;

/**
 * What is on record about an interview, with that part of the log only that is proved to lie under a checkpoint which
 * continues the last one this process saw. A row of the database alone is believed nothing.
 */
@Injectable()
export class ProvedEvidence {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly keeper: LogKeeper,
  ) {}

  /** Has a checkpoint signed when one is missing over something. @throws LogDamaged */
  async of(interviewId: string, round: number): Promise<Evidence> {
    let stored = await storedAbout(this.database, interviewId, round);
    if (!isUnder(stored, this.keeper.stands.checkpoint)) {
      await this.keeper.cover();
      stored = await storedAbout(this.database, interviewId, round);
    }
    return prove(this.database, stored, this.keeper.stands.checkpoint);
  }

  /** The same as a transaction sees it, under the checkpoint there is. @throws LogDamaged */
  async within(tx: Tx, interviewId: string, round: number): Promise<Evidence> {
    return prove(tx, await storedAbout(tx, interviewId, round), this.keeper.stands.checkpoint);
  }
}

function isUnder({ written, template }: Stored, checkpoint: Checkpoint | null): boolean {
  const entries = template?.published ? [...written, template.published] : written;
  return checkpoint !== null && entries.every(({ index }) => index !== null && index < checkpoint.size);
}

/** Leaves out what no checkpoint covers: as far as anything may be concluded from the log, it is not there yet. */
async function prove(tx: Tx, stored: Stored, checkpoint: Checkpoint | null): Promise<Evidence> {
  const { written, template, scorecards, ...rest } = stored;
  const log = await proved(tx, written, checkpoint);
  const signed = [];
  for (const card of scorecards) {
    const signing = await signingOf(tx, card, checkpoint, (about) => proved(tx, about, checkpoint));
    signed.push({ ...card, signing });
  }
  const published = template?.published ?? null;
  const isPublished = published !== null && (await proved(tx, [published], checkpoint)).length > 0;
  return {
    ...rest,
    scorecards: signed,
    template: template && {
      content: template.content,
      contentHash: template.contentHash,
      loggedHash: isPublished ? loggedHashOf(published) : null,
    },
    log,
  };
}

async function proved(tx: Tx, written: readonly Written[], checkpoint: Checkpoint | null): Promise<Logged[]> {
  if (checkpoint === null) return [];
  const { size, root } = checkpoint;
  const entries = written.flatMap(({ index, text }) =>
    index !== null && index < size ? [{ index: Number(index), text }] : [],
  );
  const ranges = entries.map(({ index }) => inclusionRanges(index, size));
  const hashes = await rootsOver(tx, ranges.flat());
  let from = 0;
  return entries.map(({ index, text }, at) => {
    const proof = hashes.slice(from, (from += ranges[at]?.length ?? 0));
    const verdict = verifyInclusion({ index, size, leafHash: leafHash(bytesOf(text)), proof, root });
    if (!verdict.ok) throw new LogDamaged(`entry ${index}`, 'is not what the checkpoint covers');
    return loggedAs({ index: BigInt(index), text }, index);
  });
}
