import { databaseOf, type Database } from '@evenhand/adapters/database';
import { ScorecardContent, Segments, Template } from '@evenhand/contracts';
import { Summary, type RevealView } from '@evenhand/contracts-verdict';
import { MediaLinks, type MedianRating } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { NotRevealed } from './reveal.errors';

/** Who asks, and the names of colleagues by account id. */
export interface RevealReader {
  readonly personId: string;
  /** Resolves account ids to names. */
  readonly names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

type RevealedScorecard = {
  reviewer_id: string;
  seat: 'required' | 'adjudicator';
  content: unknown;
};

const unknownPerson = 'A former colleague';

/** Side by side, after reveal: everybody's ratings, revisions and the AI summary. */
@Injectable()
export class RevealStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly links: MediaLinks,
  ) {}

  /**
   * Everything that is open about a revealed interview.
   *
   * @throws NotRevealed also when the interview does not exist or is none of the reader's business
   */
  async view(interviewId: string, reader: RevealReader): Promise<RevealView> {
    const reveal = await this.database.reveal.findFirst({
      where: { interviewId },
      orderBy: { round: 'desc' },
    });
    if (!reveal) throw new NotRevealed();
    const { round } = reveal;
    const interview = await this.database.interview.findUniqueOrThrow({
      where: { id: interviewId },
      include: { requisition: true, template: true },
    });
    const cards = await this.database.$queryRaw<RevealedScorecard[]>`
      SELECT reviewer_id, seat::text AS seat, content FROM review.revealed_scorecard
      WHERE interview_id = ${interviewId}::uuid AND round = ${round} ORDER BY seat, rated_at`;
    const duties = await this.database.member.findMany({
      where: { requisitionId: interview.requisitionId, userId: reader.personId },
    });
    const rated = cards.some((card) => card.reviewer_id === reader.personId);
    const decides = duties.some(({ duty }) => duty === 'recruiter' || duty === 'hiring_manager');
    if (!rated && !decides) throw new NotRevealed();

    const template = Template.parse(interview.template.content);
    const revisions = await this.database.revision.findMany({
      where: { interviewId, round },
      orderBy: { createdAt: 'asc' },
    });
    const decision = await this.database.decision.findUnique({ where: { interviewId } });
    const people = [...cards.map((card) => card.reviewer_id), ...revisions.map((one) => one.reviewerId)];
    const names = await reader.names([...new Set([...people, ...(decision ? [decision.decidedBy] : [])])]);
    const nameOf = (id: string): string => names.get(id) ?? unknownPerson;
    const lock = await this.lock(interviewId, round);
    return {
      interviewId,
      round,
      requisition: {
        id: interview.requisitionId,
        title: interview.requisition.title,
        synthetic: interview.requisition.synthetic,
      },
      candidateName:
        decides || !template.hidesIdentity ? await this.candidateName(interview.candidateId) : null,
      revealedAt: reveal.revealedAt.toISOString(),
      lockedAt: lock.lockedAt.toISOString(),
      answers: await this.answers(interviewId, template),
      scorecards: cards.map((card) => ({
        reviewerId: card.reviewer_id,
        reviewer: nameOf(card.reviewer_id),
        own: card.reviewer_id === reader.personId,
        seat: card.seat,
        ratings: ScorecardContent.parse(card.content).ratings,
      })),
      medians: lock.medians,
      revisions: revisions.map(({ id, reviewerId, questionId, criterionId, rating, reason, createdAt }) => {
        const base = {
          id,
          reviewerId,
          reviewer: nameOf(reviewerId),
          questionId,
          criterionId,
          rating,
          reason,
        };
        return { ...base, createdAt: createdAt.toISOString() };
      }),
      summary: reveal.summary === null ? null : Summary.parse(reveal.summary),
      decision: decision && {
        outcome: decision.outcome === 'advance' ? 'advance' : 'decline',
        decidedAt: decision.decidedAt.toISOString(),
        by: nameOf(decision.decidedBy),
      },
      may: { revise: rated && decision === null, decide: decides && decision === null },
    };
  }

  private async candidateName(candidateId: string): Promise<string | null> {
    const candidate = await this.database.candidate.findUnique({
      where: { id: candidateId },
      select: { name: true },
    });
    return candidate?.name ?? null;
  }

  private async lock(
    interviewId: string,
    round: number,
  ): Promise<{ lockedAt: Date; medians: MedianRating[] }> {
    const [row] = await this.database.$queryRaw<{ locked_at: Date; medians: MedianRating[] }[]>`
      SELECT locked_at, medians FROM review.revealed_lock WHERE interview_id = ${interviewId}::uuid AND round = ${round}`;
    if (!row) throw new NotRevealed();
    return { lockedAt: row.locked_at, medians: row.medians };
  }

  private async answers(interviewId: string, template: Template): Promise<RevealView['answers']> {
    const exhibits = await this.database.exhibit.findMany({ where: { interviewId } });
    const asked = template.questions.map(({ id, text, criteria }) => ({ id, text, criteria }));
    const added = { id: null, text: 'Anything else the candidate wanted to say', criteria: [] };
    const shown = exhibits.some((exhibit) => exhibit.questionId === null) ? [...asked, added] : asked;
    return shown.map((question) => {
      const exhibit = exhibits.find((one) => one.questionId === question.id);
      const { mediaKey, mediaType, posterKey, durationMs } = exhibit ?? {};
      return {
        questionId: question.id,
        question: question.text,
        criteria: question.criteria.map(({ id, name, anchors }) => ({ id, name, anchors: [...anchors] })),
        text: exhibit?.text ?? null,
        media:
          mediaKey && mediaType
            ? {
                url: this.links.linkTo(mediaKey, mediaType),
                type: mediaType,
                posterUrl: posterKey ? this.links.linkTo(posterKey, 'image/jpeg') : null,
                durationMs: durationMs ?? 0,
              }
            : null,
        transcript: Segments.parse(exhibit?.segments ?? []),
        captions: exhibit?.captionsVtt ?? null,
      };
    });
  }
}
