import { databaseOf, writeEntry, type Database } from '@evenhand/adapters/database';
import { ScorecardDraft, Template, type BlindPacket } from '@evenhand/contracts';
import { Chance, Clock, MediaLinks } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { packetAnswers, sealedSentence } from './packet';
import { LogNotSigned, PacketNotFound, ScorecardAlreadyLocked } from './review.errors';

/** Opens packets and keeps drafts. What leaves here is the contract `BlindPacket` and nothing else. */
@Injectable()
export class PacketStage {
  constructor(
    @Inject(databaseOf('review')) private readonly database: Database<'review'>,
    private readonly links: MediaLinks,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** The packet as its reviewer may see it. The first delivery is an entry of the log. */
  async open(reviewerId: string, packetId: string): Promise<BlindPacket> {
    const assignment = await this.assignment(reviewerId, packetId);
    const { interviewId, round } = assignment;
    const interview = await this.database.availableInterview.findUniqueOrThrow({
      where: { interviewId_round: { interviewId, round } },
    });
    const version = await this.database.templateVersion.findUniqueOrThrow({
      where: { id: interview.templateVersionId },
    });
    const requisition = await this.database.requisition.findUniqueOrThrow({
      where: { id: interview.requisitionId },
      select: { title: true },
    });
    const exhibits = await this.database.exhibit.findMany({ where: { interviewId } });
    const scorecard = await this.database.scorecard.findUnique({
      where: { packetId },
      select: { content: true },
    });
    const draft = await this.database.draft.findUnique({ where: { packetId } });
    const template = Template.parse(version.content);
    const packet = {
      packetId,
      requisition: requisition.title,
      candidateName: interview.candidateName,
      answers: packetAnswers(template, exhibits, (key, type) => this.links.linkTo(key, type)),
      draft: ScorecardDraft.parse(scorecard?.content ?? draft?.content ?? { ratings: [] }),
      locked: scorecard !== null,
      sealedSentence: sealedSentence(template),
      root: await this.newestRoot(),
      ...(await this.standing(reviewerId, packetId)),
    };
    if (assignment.openedAt === null) await this.noteOpened(packetId, interviewId, round);
    return packet;
  }

  /** Keeps ratings so far. */
  async saveDraft(reviewerId: string, packetId: string, draft: ScorecardDraft): Promise<{ savedAt: string }> {
    await this.assignment(reviewerId, packetId);
    const locked = await this.database.scorecard.findUnique({
      where: { packetId },
      select: { packetId: true },
    });
    if (locked) throw new ScorecardAlreadyLocked();
    const savedAt = new Date(this.clock.now());
    const content = ScorecardDraft.parse(draft);
    await this.database.draft.upsert({
      where: { packetId },
      create: { packetId, content, savedAt },
      update: { content, savedAt },
    });
    return { savedAt: savedAt.toISOString() };
  }

  private async assignment(reviewerId: string, packetId: string) {
    const assignment = await this.database.assignment.findUnique({ where: { packetId } });
    if (assignment?.reviewerId !== reviewerId || assignment.unassignedAt !== null) throw new PacketNotFound();
    return assignment;
  }

  private async noteOpened(packetId: string, interview: string, round: number): Promise<void> {
    const now = this.clock.now();
    await this.database.inTransaction(async (tx) => {
      const opened = { where: { packetId, openedAt: null }, data: { openedAt: new Date(now) } };
      const { count } = await tx.assignment.updateMany(opened);
      if (count === 0) return;
      await writeEntry(
        tx,
        { v: 1, type: 'opened', interview, round, packet: packetId },
        this.chance.uuid(),
        now,
      );
    });
  }

  private async newestRoot(): Promise<string> {
    const [newest] = await this.database.$queryRaw<{ root: string }[]>`SELECT root FROM ledger.newest_root`;
    if (!newest) throw new LogNotSigned();
    return newest.root;
  }

  /** Where the packet stands in its reviewer's own queue, and which one to rate next. */
  private async standing(
    reviewerId: string,
    packetId: string,
  ): Promise<Pick<BlindPacket, 'place' | 'nextPacketId'>> {
    const [row] = await this.database.$queryRaw<{ number: number; of: number; next: string | null }[]>`
      WITH mine AS (
        SELECT a.packet_id, row_number() OVER (ORDER BY a.place, a.packet_id)::int AS number, count(*) OVER ()::int AS of,
               EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id) AS locked
        FROM review.assignment a WHERE a.reviewer_id = ${reviewerId}::uuid AND a.unassigned_at IS NULL)
      SELECT this.number, this.of, (SELECT n.packet_id FROM mine n WHERE NOT n.locked AND n.packet_id <> this.packet_id
                                    ORDER BY (n.number < this.number), n.number LIMIT 1) AS next
      FROM mine this WHERE this.packet_id = ${packetId}::uuid`;
    return { place: { number: row?.number ?? 1, of: row?.of ?? 1 }, nextPacketId: row?.next ?? null };
  }
}
