import { databaseOf, writeEntry, type Database, type Transaction } from '@evenhand/adapters/database';
import {
  Template,
  type NewRequisition,
  type PageQuery,
  type RequisitionChange,
  type RequisitionPage,
  type RequisitionRow,
  type RequisitionView,
} from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { olderThan, pageOf, placeOf } from './cursor';
import { draftTemplate } from './draft-template';
import { funnelsOf } from './funnel';
import { RequisitionNotDraft, RequisitionUnknown } from './invite.errors';
import { mustBelong, mustRecruit } from './membership';

interface StoredRow {
  id: string;
  title: string;
  status: RequisitionRow['status'];
  createdAt: Date;
  synthetic: boolean;
}

/** Requisitions of the people who belong to them: made, listed, read, and changed while they are drafts. */
@Injectable()
export class RequisitionStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Makes a draft whose first member is its maker, as recruiter. */
  async create(requisition: NewRequisition, by: string): Promise<RequisitionView> {
    const id = this.chance.uuid();
    const now = new Date(this.clock.now());
    const { title, description, contactEmail, promisedDays } = requisition;
    const content = requisition.template ?? draftTemplate(title);
    await this.database.inTransaction(async (tx) => {
      await tx.requisition.create({
        data: { id, title, description, contactEmail, promisedDays, createdBy: by, createdAt: now },
      });
      await tx.templateVersion.create({
        data: { id: this.chance.uuid(), requisitionId: id, number: 1, content, updatedAt: now },
      });
      await tx.member.create({ data: { requisitionId: id, userId: by, duty: 'recruiter' } });
      const entry = { v: 1, type: 'requisition-created', requisition: id, by } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now.getTime());
    });
    return this.read(id, by);
  }

  /** Newest first. */
  async list(query: PageQuery, personId: string): Promise<RequisitionPage> {
    const found = await this.database.requisition.findMany({
      where: {
        members: { some: { userId: personId, duty: { in: ['recruiter', 'hiring_manager'] } } },
        ...olderThan(placeOf(query.cursor)),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: query.limit + 1,
    });
    const { rows, next } = pageOf(
      found.map((one) => ({ ...one, at: one.createdAt })),
      query.limit,
    );
    const funnelOf = await funnelsOf(
      this.database,
      rows.map(({ id }) => id),
      this.clock.now(),
    );
    return { rows: rows.map((row) => rowOf(row, funnelOf(row.id))), next };
  }

  /** @throws RequisitionUnknown */
  async read(id: string, personId: string): Promise<RequisitionView> {
    await mustBelong(this.database, id, personId);
    const stored = await this.database.requisition.findUnique({
      where: { id },
      include: {
        members: true,
        templates: { orderBy: { number: 'desc' }, take: 1 },
        links: { where: { revokedAt: null }, orderBy: { createdAt: 'desc' }, take: 1 },
      },
    });
    const template = stored?.templates[0];
    if (!stored || !template) throw new RequisitionUnknown();
    const link = stored.links[0];
    const funnelOf = await funnelsOf(this.database, [id], this.clock.now());
    return {
      ...rowOf(stored, funnelOf(id)),
      description: stored.description,
      contactEmail: stored.contactEmail,
      promisedDays: stored.promisedDays,
      template: Template.parse(template.content),
      templateNumber: template.number,
      templateHash: template.contentHash,
      members: stored.members.map(({ userId, duty }) => ({ userId, duty })),
      openLink: link
        ? { createdAt: link.createdAt.toISOString(), expiresAt: link.expiresAt?.toISOString() ?? null }
        : null,
    };
  }

  /** @throws RequisitionUnknown, RequisitionNotDraft */
  async change(id: string, change: RequisitionChange, by: string): Promise<RequisitionView> {
    await this.database.inTransaction(async (tx) => {
      await mustRecruit(tx, id, by);
      await mustBeDraft(tx, id);
      const { template, title, description, contactEmail, promisedDays } = change;
      await tx.requisition.update({
        where: { id },
        data: {
          ...(title === undefined ? {} : { title }),
          ...(description === undefined ? {} : { description }),
          ...(contactEmail === undefined ? {} : { contactEmail }),
          ...(promisedDays === undefined ? {} : { promisedDays }),
        },
      });
      if (template === undefined) return;
      await tx.templateVersion.updateMany({
        where: { requisitionId: id, publishedAt: null },
        data: { content: template, updatedAt: new Date(this.clock.now()) },
      });
    });
    return this.read(id, by);
  }
}

/** Holds the requisition until the transaction ends: it is a draft, and nobody publishes it meanwhile. */
export async function mustBeDraft(tx: Transaction<'staff'>, id: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM screening.requisition WHERE id = ${id}::uuid FOR UPDATE`;
  if (row?.status !== 'draft') throw new RequisitionNotDraft();
}

const rowOf = (row: StoredRow, funnel: RequisitionRow['funnel']): RequisitionRow => ({
  id: row.id,
  title: row.title,
  status: row.status,
  createdAt: row.createdAt.toISOString(),
  synthetic: row.synthetic,
  funnel,
});
