import {
  accommodationRows,
  databaseOf,
  limitFacts,
  Prisma,
  type Database,
} from '@evenhand/adapters/database';
import type {
  AccommodationCase,
  AccommodationQuery,
  AccommodationQueue,
  AccommodationRow,
} from '@evenhand/contracts';
import { Adjustment } from '@evenhand/contracts';
import { Clock, effectiveLimits, standingOf } from '@evenhand/domain';
import { Colleagues } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RequestUnknown } from '../accommodation.errors';
import { grantedOf, templateLimits, wishesOf } from '../request-rows';

interface Row {
  id: string;
  name: string;
  title: string;
  wishes: unknown;
  status: AccommodationRow['status'];
  created_at: Date;
  due_at: Date;
  decided_at: Date | null;
  at: Date;
  waits: boolean;
}

/** What officers work through, and what one request is about. */
@Injectable()
export class RequestQueue {
  constructor(
    @Inject(databaseOf('accommodation')) private readonly database: Database<'accommodation'>,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  /** Pending requests, the one due first at the top; or decided ones, the newest first. */
  async list({ state, cursor, limit }: AccommodationQuery): Promise<AccommodationQueue> {
    const pending = state === 'pending';
    const order = pending ? Prisma.sql`r.due_at` : Prisma.sql`coalesce(r.decided_at, r.withdrawn_at)`;
    const direction = pending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
    const after = placeOf(cursor);
    const beyond =
      after === null
        ? Prisma.empty
        : pending
          ? Prisma.sql`AND (${order}, r.id) > (${after.at}, ${after.id}::uuid)`
          : Prisma.sql`AND (${order}, r.id) < (${after.at}, ${after.id}::uuid)`;
    const found = await this.database.$queryRaw<Row[]>`
      SELECT r.id, c.name, q.title, r.wishes, r.status::text AS status, r.created_at, r.due_at, r.decided_at, ${order} AS at,
             r.question IS NOT NULL AND r.answered_at IS NULL AS waits
      FROM accommodation.request r
      JOIN screening.interview i ON i.id = r.interview_id
      JOIN identity.candidate c ON c.id = i.candidate_id
      JOIN screening.requisition q ON q.id = i.requisition_id
      WHERE ${pending ? Prisma.sql`r.status = 'pending'` : Prisma.sql`r.status <> 'pending'`} ${beyond}
      ORDER BY ${order} ${direction}, r.id ${direction}
      LIMIT ${limit + 1}`;
    const now = this.clock.now();
    const counted = await this.database.$queryRaw<{ pending: number; overdue: number }[]>`
      SELECT count(*)::int AS pending, (count(*) FILTER (WHERE due_at < ${new Date(now)}))::int AS overdue
      FROM accommodation.request WHERE status = 'pending'`;
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      rows: found.slice(0, limit).map((row) => rowOf(row, now)),
      next: last === undefined ? null : cursorOf(last),
      pending: counted[0]?.pending ?? 0,
      overdue: counted[0]?.overdue ?? 0,
    };
  }

  /** @throws RequestUnknown */
  async read(id: string): Promise<AccommodationCase> {
    const request = await this.database.accommodationRequest.findUnique({
      where: { id },
      include: { grants: true, detail: true },
    });
    if (!request) throw new RequestUnknown();
    const { interviewId } = request;
    const [interview, rows, others] = await Promise.all([
      this.database.interview.findUniqueOrThrow({
        where: { id: interviewId },
        select: {
          status: true,
          candidateId: true,
          requisition: true,
          template: { select: { content: true } },
          invitation: { select: { createdAt: true, expiresAt: true } },
        },
      }),
      accommodationRows(this.database, interviewId),
      this.database.accommodationRequest.findMany({
        where: { interviewId, id: { not: id } },
        include: { grants: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    ]);
    const candidate = await this.database.candidate.findUniqueOrThrow({
      where: { id: interview.candidateId },
      select: { name: true, language: true, timeZone: true },
    });
    const now = this.clock.now();
    const facts = limitFacts(templateLimits(interview), rows, now);
    const names = await this.colleagues.namesOf(
      [request, ...others].flatMap(({ decidedBy }) => decidedBy ?? []),
    );
    const nameOf = (officer: string | null) => (officer === null ? null : (names.get(officer) ?? null));
    return {
      id,
      candidate,
      requisition: { title: interview.requisition.title, synthetic: interview.requisition.synthetic },
      interview: standingOf(interview.status, effectiveLimits(facts).deadline ?? Infinity, now),
      wishes: wishesOf(request),
      note: request.note,
      status: request.status,
      askedAt: request.createdAt.toISOString(),
      dueAt: request.dueAt.toISOString(),
      overdue: request.status === 'pending' && request.dueAt.getTime() < now,
      decidedAt: request.decidedAt?.toISOString() ?? null,
      decidedBy: nameOf(request.decidedBy),
      granted: grantedOf(request),
      reply: request.reply,
      question:
        request.question === null || request.askedAt === null
          ? null
          : {
              text: request.question,
              askedAt: request.askedAt.toISOString(),
              answer: request.detail?.text ?? null,
            },
      facts: {
        template: {
          ...facts.template,
          questions: facts.template.questions.map((question) => ({
            ...question,
            kinds: [...question.kinds],
          })),
        },
        policy: rows.policy.everybody,
        grants: rows.grants,
        now,
        spent: { requests: rows.requests, pauses: rows.pauses, questions: [] },
      },
      history: others.map((other) => ({
        id: other.id,
        wishes: wishesOf(other),
        granted: grantedOf(other),
        status: other.status,
        askedAt: other.createdAt.toISOString(),
        decidedAt: other.decidedAt?.toISOString() ?? null,
        decidedBy: nameOf(other.decidedBy),
        reply: other.reply,
      })),
    };
  }
}

const rowOf = (row: Row, now: number): AccommodationRow => ({
  id: row.id,
  candidateName: row.name,
  requisition: row.title,
  dials: [
    ...new Set(
      Adjustment.array()
        .parse(row.wishes)
        .map(({ dial }) => dial),
    ),
  ],
  status: row.status,
  askedAt: row.created_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  overdue: row.status === 'pending' && row.due_at.getTime() < now,
  waitsForCandidate: row.waits,
});

const cursorOf = ({ at, id }: Row): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** A place in the list; null for its beginning, and for a cursor that is none of ours. */
function placeOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [string, string];
    const moment = new Date(at);
    return Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? null : { at: moment, id };
  } catch {
    return null;
  }
}
