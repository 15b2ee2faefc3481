import {
  databaseOf,
  lockInterview,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { ScorecardContent, Template } from '@evenhand/contracts';
import type { NewRevision } from '@evenhand/contracts-verdict';
import { Chance, Clock, keyOf, ratingKeys } from '@evenhand/domain';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { NotARater, NotRevealed, RatingUnchanged, RatingUnknown } from './reveal.errors';

/** Label of the digest that the log holds of a revision. */
export const revisionLabel = 'evenhand/revision/v1';

/** A changed mind after reveal: it needs a reason, and the locked original stays. */
@Injectable()
export class RevisionStage {
  constructor(
    @Inject(databaseOf('review')) private readonly database: Database<'review'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** @throws NotRevealed, NotARater, RatingUnknown, RatingUnchanged */
  async revise(reviewerId: string, interviewId: string, change: NewRevision): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const reveal = await tx.reveal.findFirst({ where: { interviewId }, orderBy: { round: 'desc' } });
      if (!reveal) throw new NotRevealed();
      const { round } = reveal;
      const card = await tx.scorecard.findUnique({
        where: { interviewId_round_reviewerId: { interviewId, round, reviewerId } },
      });
      if (!card) throw new NotARater();
      await this.refuseUnknown(tx, interviewId, round, change);
      const standing = await this.standing(tx, interviewId, round, reviewerId, change, card.content);
      if (standing === change.rating) throw new RatingUnchanged();

      const now = this.clock.now();
      const salt = this.chance.bytes(32);
      const digest = commitmentOf(salt, revisionLabel, canonicalJson({ ...change, from: standing }));
      const row = { interviewId, round, reviewerId, ...change, salt, createdAt: new Date(now) };
      await tx.revision.create({ data: row });
      const entry = {
        v: 1,
        type: 'revised',
        interview: interviewId,
        round,
        packet: card.packetId,
        revision: digest,
      } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now);
    });
  }

  private async refuseUnknown(
    tx: Transaction<'review'>,
    interviewId: string,
    round: number,
    change: NewRevision,
  ) {
    const where = { interviewId_round: { interviewId, round } };
    const { templateVersionId } = await tx.availableInterview.findUniqueOrThrow({ where });
    const version = await tx.templateVersion.findUniqueOrThrow({ where: { id: templateVersionId } });
    const known = ratingKeys(Template.parse(version.content)).some((key) => keyOf(key) === keyOf(change));
    if (!known) throw new RatingUnknown();
  }

  /** The rating that stands now: the newest revision, or else the locked original. */
  private async standing(
    tx: Transaction<'review'>,
    interviewId: string,
    round: number,
    reviewerId: string,
    { questionId, criterionId }: NewRevision,
    content: unknown,
  ): Promise<number | null> {
    const newest = await tx.revision.findFirst({
      where: { interviewId, round, reviewerId, questionId, criterionId },
      orderBy: { createdAt: 'desc' },
    });
    if (newest) return newest.rating;
    const ratings = ScorecardContent.parse(content).ratings;
    return ratings.find((one) => keyOf(one) === keyOf({ questionId, criterionId }))?.rating ?? null;
  }
}
