import { databaseOf, writeEntry, type Database, type Transaction } from '@evenhand/adapters/database';
import type { BlindnessCertificate, LogEntry, Role } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import {
  certificateOf,
  digestOfJson,
  judgePack,
  NO_TRUST,
  PackField,
  readInterview,
  readKey,
  toBase64,
  writePack,
  type Json,
  type Pack,
  type PackSections,
} from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { PackedInterview } from './packed-interview';
import { leavesBelow, logOfPack, packedLog, waitUntilCovered, type PackedLog } from './packed-log';
import { PackBeforeReveal } from './proof.errors';

type Tx = Transaction<'compliance'>;

/** Who asks for a pack. */
export interface PackReader {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Sections of a pack, and the log that it ends with. */
interface Gathered {
  readonly sections: PackSections;
  readonly log: PackedLog;
  /** Interviews whose course the reader must not know yet. */
  readonly veiled: readonly string[];
}

/** Claims that tell whether an interview was judged blind; the others are about the log, and need keys from elsewhere. */
const ABOUT_BLINDNESS: ReadonlySet<string> = new Set(['V2', 'V3', 'V4', 'V5', 'V6', 'V7']);

/** Puts together everything on record about revealed interviews. Each pack taken is an entry of the log. */
@Injectable()
export class EvidencePacks {
  constructor(
    @Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * The pack of one interview, piece by piece.
   *
   * @throws PackBeforeReveal, NotSignedYet
   */
  async ofInterview(interviewId: string, reader: PackReader): Promise<AsyncGenerator<string>> {
    await waitUntilCovered(this.database, [interviewId]);
    return this.send(
      await this.database.inTransaction(async (tx) => {
        const gathered = await this.gatherOne(tx, interviewId, reader);
        await this.note(tx, { v: 1, type: 'pack-made', interview: interviewId, by: reader.id });
        return gathered;
      }),
    );
  }

  /**
   * The pack of a requisition: the evidence of every revealed interview, and everybody who was invited.
   *
   * @throws PackBeforeReveal, NotSignedYet
   */
  async ofRequisition(requisitionId: string, reader: PackReader): Promise<AsyncGenerator<string>> {
    const own = await this.database.interview.findMany({ where: { requisitionId }, select: { id: true } });
    await waitUntilCovered(
      this.database,
      own.map(({ id }) => id),
    );
    return this.send(
      await this.database.inTransaction(async (tx) => {
        const officer = await mayTake(tx, requisitionId, reader);
        const interviews = await tx.interview.findMany({
          where: { requisitionId },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          select: { id: true, templateVersionId: true },
        });
        const reveals = await tx.reveal.findMany({
          where: { interviewId: { in: interviews.map(({ id }) => id) } },
          select: { interviewId: true },
        });
        const revealed = new Set(reveals.map(({ interviewId }) => interviewId));
        if (revealed.size === 0) throw new PackBeforeReveal();
        const shown = interviews.filter(({ id }) => revealed.has(id));
        const log = await packedLog(
          tx,
          (officer ? interviews : shown).map(({ id }) => id),
          { brief: !officer },
        );
        const about = { id: requisitionId, kind: 'requisition' } as const;
        const invited = invitedLists(
          log,
          requisitionId,
          interviews.map(({ id }) => id),
        );
        const veiled = await veiledFrom(tx, reader, officer);
        const gathered = await this.gather(tx, { about, invited, shown, log, officer, veiled });
        const made = {
          v: 1,
          type: 'requisition-pack-made',
          requisition: requisitionId,
          by: reader.id,
        } as const;
        await this.note(tx, made);
        return gathered;
      }),
    );
  }

  /**
   * What can be said of one interview in plain words, and whether the record bears it out.
   *
   * @throws PackBeforeReveal, NotSignedYet
   */
  async certificate(interviewId: string, reader: PackReader): Promise<BlindnessCertificate> {
    const { sections, log } = await this.database.inTransaction((tx) =>
      this.gatherOne(tx, interviewId, reader),
    );
    const pack = asPack(sections, log);
    const claims = await judgePack(pack, NO_TRUST);
    const doubts = claims.filter(({ id, result }) => ABOUT_BLINDNESS.has(id) && result === 'fail');
    return {
      interviewId,
      blind: doubts.length === 0 && !log.entries.some(({ type }) => type === 'break-glass'),
      lines: [...(pack.interviews[0]?.certificate ?? [])],
      doubts: doubts.map(({ id, where, reason }) => ({ claim: id, say: `${where} ${reason}`.trim() })),
      logKey: log.logKey,
      entries: log.size,
    };
  }

  private send({ sections, log, veiled }: Gathered): AsyncGenerator<string> {
    return writePack(sections, leavesBelow(this.database, log.size, veiled));
  }

  private note(tx: Tx, entry: LogEntry): Promise<void> {
    return writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
  }

  private async gatherOne(tx: Tx, interviewId: string, reader: PackReader): Promise<Gathered> {
    const interview = await tx.interview.findUnique({
      where: { id: interviewId },
      select: { id: true, templateVersionId: true, requisitionId: true },
    });
    const reveal = await tx.reveal.findFirst({ where: { interviewId }, select: { round: true } });
    if (reveal === null || interview === null) throw new PackBeforeReveal();
    const officer = await mayTake(tx, interview.requisitionId, reader);
    const log = await packedLog(tx, [interviewId], { brief: !officer });
    const about = { id: interviewId, kind: 'interview' } as const;
    const veiled = await veiledFrom(tx, reader, officer);
    return this.gather(tx, { about, invited: [], shown: [interview], log, officer, veiled });
  }

  private async gather(
    tx: Tx,
    given: {
      readonly about: Pack['about'];
      readonly invited: readonly (readonly string[])[];
      readonly shown: readonly { readonly id: string; readonly templateVersionId: string }[];
      readonly log: PackedLog;
      readonly officer: boolean;
      readonly veiled: readonly string[];
    },
  ): Promise<Gathered> {
    const { about, invited, shown, log, officer, veiled } = given;
    const packed = new PackedInterview(tx, log, officer);
    const interviews: Record<string, Json>[] = [];
    const reviewers = new Set<string>();
    for (const { id, templateVersionId } of shown) {
      const { evidence, reviewers: own } = await packed.evidence(id, templateVersionId);
      own.forEach((reviewer) => reviewers.add(reviewer));
      interviews.push(evidence);
    }
    const keys = await tx.reviewerKey.findMany({
      where: { account: { in: [...reviewers] } },
      orderBy: [{ enrolledAt: 'asc' }, { key: 'asc' }],
    });
    const templates = await tx.templateVersion.findMany({
      where: { id: { in: shown.map(({ templateVersionId }) => templateVersionId) } },
      orderBy: { id: 'asc' },
    });
    const sections = {
      about,
      checkpoints: log.checkpoints,
      interviews,
      invited,
      keys: keys.map(({ account, publicKey }) => ({ account, key: toBase64(publicKey) })),
      logKey: log.logKey,
      templates: templates.map(({ id, content }) => ({ content: content as Json, id })),
    };
    const pack = asPack(sections, log);
    const certified = interviews.map((evidence, index) => {
      const read = pack.interviews[index];
      return { ...evidence, certificate: read ? certificateOf(pack, read) : [] };
    });
    return { sections: { ...sections, interviews: certified }, log, veiled };
  }
}

/** @returns whether they may know all of it @throws PackBeforeReveal for everybody else */
async function mayTake(tx: Tx, requisitionId: string, reader: PackReader): Promise<boolean> {
  if (reader.roles.includes('compliance_officer')) return true;
  const duty = await tx.member.findFirst({ where: { requisitionId, userId: reader.id, duty: 'recruiter' } });
  if (duty === null) throw new PackBeforeReveal();
  return false;
}

/**
 * Interviews that a reader knows by their ids and that are not revealed yet. A pack holds the whole log: without this it would
 * tell recruiters who rates what, and where reviewers disagree, long before they may know.
 */
async function veiledFrom(tx: Tx, reader: PackReader, officer: boolean): Promise<string[]> {
  if (officer) return [];
  const duties = await tx.member.findMany({ where: { userId: reader.id }, select: { requisitionId: true } });
  const requisitionId = { in: duties.map((duty) => duty.requisitionId) };
  const known = await tx.interview.findMany({ where: { requisitionId }, select: { id: true } });
  const reveals = await tx.reveal.findMany({
    where: { interviewId: { in: known.map(({ id }) => id) } },
    select: { interviewId: true },
  });
  const revealed = new Set(reveals.map(({ interviewId }) => interviewId));
  return known.map(({ id }) => id).filter((id) => !revealed.has(id));
}

/** What the claims read, without going through all of the log. */
function asPack(
  { about, checkpoints, interviews, invited, logKey, keys, templates }: PackSections,
  log: PackedLog,
): Pack {
  const field = (value: Json, where: string) => new PackField(value, where);
  return {
    about: about as Pack['about'],
    checkpoints: checkpoints as readonly string[],
    interviews: field(interviews, 'interviews').list(readInterview),
    invited: invited as readonly (readonly string[])[],
    keys: field(keys, 'keys').list(readKey),
    log: logOfPack(log),
    logKey: logKey as string,
    templates: templates as Pack['templates'],
  };
}

/**
 * The ids behind each entry `invited`. Rows do not say which list somebody came with: lists are told apart by the order in
 * which their interviews were made, and each is held against the digest in the log.
 */
function invitedLists(log: PackedLog, requisitionId: string, interviews: readonly string[]): string[][] {
  const entries = log.entries.filter(
    (entry) => entry.type === 'invited' && entry.text('requisition') === requisitionId,
  );
  const digests = new Set(entries.map((entry) => entry.text('batch')));
  const alone = interviews.filter((id) => digests.has(digestOfJson([id])));
  const apart = new Set(alone);
  const rest = interviews.filter((id) => !apart.has(id));
  const lists: string[][] = alone.map((id) => [id]);
  let from = 0;
  for (const entry of entries.filter((one) => one.number('interviews') > 1)) {
    const list = rest.slice(from, (from += entry.number('interviews')));
    lists.push([...list].sort());
  }
  return lists;
}
