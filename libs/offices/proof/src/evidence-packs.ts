import { databaseOf, writeEntry, type Database, type Transaction } from '@evenhand/adapters/database';
import { ScorecardContent, type Role } from '@evenhand/contracts';
import { Summary, type EvidencePack } from '@evenhand/contracts-verdict';
import { Chance, Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { PackBeforeReveal } from './proof.errors';

/** Columns of the view review.scorecard_evidence. */
interface StoredCard {
  packet_id: string;
  reviewer_id: string;
  seat: string;
  content: unknown;
  salt: Uint8Array;
  digest: string;
}

/** Who asks for a pack. */
export interface PackReader {
  readonly id: string;
  readonly roles: readonly Role[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Puts together everything on record about a revealed interview. */
@Injectable()
export class EvidencePacks {
  constructor(
    @Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Makes a pack and writes into the log that it was made; the pack holds that entry too.
   *
   * @throws PackBeforeReveal
   */
  make(interviewId: string, reader: PackReader): Promise<EvidencePack> {
    return this.database.inTransaction(async (tx) => {
      const reveal = await tx.reveal.findFirst({ where: { interviewId }, orderBy: { round: 'desc' } });
      const interview = await tx.interview.findUnique({ where: { id: interviewId } });
      if (reveal === null || interview === null) throw new PackBeforeReveal();
      const officer = reader.roles.includes('compliance_officer');
      if (!officer) await mustRecruit(tx, interview.requisitionId, reader.id);
      const made = { v: 1, type: 'pack-made', interview: interviewId, by: reader.id } as const;
      await writeEntry(tx, made, this.chance.uuid(), this.clock.now());

      const template = await tx.templateVersion.findUniqueOrThrow({
        where: { id: interview.templateVersionId },
      });
      const cards = await tx.$queryRaw<StoredCard[]>`
        SELECT packet_id, reviewer_id, seat::text AS seat, content, salt, digest FROM review.scorecard_evidence
        WHERE interview_id = ${interviewId}::uuid AND round = ${reveal.round} ORDER BY rated_at, packet_id`;
      return {
        v: 1,
        interview: interviewId,
        template: { id: template.id, hash: template.contentHash ?? '', content: template.content },
        entries: await entriesOf(tx, interviewId, template.id),
        summary: reveal.summary === null ? null : Summary.parse(reveal.summary),
        runs: officer ? await runsOf(tx, interviewId) : null,
        scorecards: cards.map(({ packet_id, seat, content, salt, digest }) => ({
          packetId: packet_id,
          seat,
          content,
          salt: hex(salt),
          digest,
        })),
        revisions: await revisionsOf(tx, interviewId, reveal.round, cards),
        decision: await decisionOf(tx, interviewId),
      };
    });
  }
}

async function mustRecruit(
  tx: Transaction<'compliance'>,
  requisitionId: string,
  personId: string,
): Promise<void> {
  const duty = await tx.member.findFirst({ where: { requisitionId, userId: personId, duty: 'recruiter' } });
  if (duty === null) throw new PackBeforeReveal();
}

/** Entries about the interview and the publication of its template, in the order of the log. */
async function entriesOf(
  tx: Transaction<'compliance'>,
  interviewId: string,
  templateId: string,
): Promise<EvidencePack['entries']> {
  const rows = await tx.$queryRaw<{ position: bigint; entry: string }[]>`
    SELECT position, entry FROM ledger.pending
    WHERE entry::jsonb ->> 'interview' = ${interviewId}
       OR (type = 'requisition-published' AND entry::jsonb ->> 'template' = ${templateId})
    ORDER BY position`;
  return rows.map(({ position, entry }) => ({ position: Number(position), entry }));
}

async function runsOf(tx: Transaction<'compliance'>, interviewId: string): Promise<EvidencePack['runs']> {
  const runs = await tx.runPlan.findMany({ where: { interviewId }, orderBy: { run: 'asc' } });
  return runs.map(({ run, plan, salt, digest }) => ({ run, plan, salt: hex(salt), digest }));
}

/** Revisions with the rating each one found standing: that of the one before, or else of the scorecard. */
async function revisionsOf(
  tx: Transaction<'compliance'>,
  interviewId: string,
  round: number,
  cards: readonly StoredCard[],
): Promise<EvidencePack['revisions']> {
  const rows = await tx.revision.findMany({
    where: { interviewId, round },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const standing = new Map<string, number | null>();
  const keyOf = (one: { questionId: string; criterionId: string }, reviewerId: string) =>
    `${reviewerId}/${one.questionId}/${one.criterionId}`;
  for (const card of cards) {
    for (const rating of ScorecardContent.parse(card.content).ratings) {
      standing.set(keyOf(rating, card.reviewer_id), rating.rating);
    }
  }
  return rows.flatMap((row) => {
    const card = cards.find(({ reviewer_id }) => reviewer_id === row.reviewerId);
    if (card === undefined) return [];
    const { questionId, criterionId, rating, reason } = row;
    const key = keyOf(row, row.reviewerId);
    const from = standing.get(key) ?? null;
    standing.set(key, rating);
    const createdAt = row.createdAt.toISOString();
    return [
      {
        questionId,
        criterionId,
        packetId: card.packet_id,
        from,
        rating,
        reason,
        createdAt,
        salt: hex(row.salt),
      },
    ];
  });
}

async function decisionOf(
  tx: Transaction<'compliance'>,
  interviewId: string,
): Promise<EvidencePack['decision']> {
  const decision = await tx.decision.findUnique({ where: { interviewId } });
  if (decision === null) return null;
  const { outcome, reasons, decidedAt, salt } = decision;
  return { outcome, reasons, decidedAt: decidedAt.toISOString(), salt: hex(salt) };
}
