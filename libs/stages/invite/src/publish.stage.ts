import { databaseOf, writeEntry, type Database, type Transaction } from '@evenhand/adapters/database';
import { Template } from '@evenhand/contracts';
import { Chance, Clock, refusedCriteria } from '@evenhand/domain';
import { digestOfJson } from '@evenhand/ledger';
import type { WrongField } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RequisitionNotOpen, RequisitionUnknown, TemplateIncomplete } from './invite.errors';
import { mustRecruit } from './membership';
import { mustBeDraft } from './requisition.stage';

/** Opens a requisition for candidates and closes it again. What is published is frozen and hashed. */
@Injectable()
export class PublishStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** @throws RequisitionUnknown, RequisitionNotDraft, TemplateIncomplete */
  async publish(id: string, by: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await mustRecruit(tx, id, by);
      await mustBeDraft(tx, id);
      const draft = await tx.templateVersion.findFirst({
        where: { requisitionId: id, publishedAt: null },
        orderBy: { number: 'desc' },
      });
      if (draft === null) throw new RequisitionUnknown();
      const reviewers = await tx.member.count({ where: { requisitionId: id, duty: 'reviewer' } });
      const template = readyTemplate(draft.content, reviewers);
      const now = new Date(this.clock.now());
      const contentHash = digestOfJson(template);
      await tx.templateVersion.update({
        where: { id: draft.id },
        data: { content: template, contentHash, publishedAt: now, updatedAt: now },
      });
      await tx.requisition.update({ where: { id }, data: { status: 'open', openedAt: now } });
      const entry = {
        v: 1,
        type: 'requisition-published',
        requisition: id,
        template: draft.id,
        rubric: contentHash,
        by,
      } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now.getTime());
    });
  }

  /**
   * Ends the requisition for new candidates: its open link stops working, and nobody else is invited. Who was invited
   * may still finish.
   *
   * @throws RequisitionUnknown, RequisitionNotOpen
   */
  async close(id: string, by: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await mustRecruit(tx, id, by);
      const now = new Date(this.clock.now());
      const { count } = await tx.requisition.updateMany({
        where: { id, status: 'open' },
        data: { status: 'closed', closedAt: now },
      });
      if (count === 0) throw new RequisitionNotOpen();
      await this.revokeLinks(tx, id, by, now);
      const entry = { v: 1, type: 'requisition-closed', requisition: id, by } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now.getTime());
    });
  }

  private async revokeLinks(tx: Transaction<'staff'>, id: string, by: string, now: Date): Promise<void> {
    const links = await tx.requisitionLink.findMany({ where: { requisitionId: id, revokedAt: null } });
    for (const link of links) {
      await tx.requisitionLink.update({ where: { id: link.id }, data: { revokedAt: now } });
      const entry = { v: 1, type: 'open-link-revoked', requisition: id, link: link.id, by } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now.getTime());
    }
  }
}

/** @throws TemplateIncomplete that names everything a published template must have and this one lacks */
function readyTemplate(content: unknown, reviewers: number): Template {
  const parsed = Template.safeParse(content);
  if (!parsed.success) {
    throw new TemplateIncomplete(
      parsed.error.issues.map(({ path, message }) => ({ path: `template.${path.join('.')}`, message })),
    );
  }
  const template = parsed.data;
  const faults: WrongField[] = [];
  template.questions.forEach((question, place) =>
    question.criteria.forEach((criterion, at) => {
      const path = `template.questions.${place}.criteria.${at}`;
      const refused = refusedCriteria({ questions: [{ ...question, criteria: [criterion] }] })[0];
      if (refused) faults.push({ path: `${path}.name`, message: refused.reason });
      if (criterion.jobRelatedness === '') {
        faults.push({ path: `${path}.jobRelatedness`, message: 'Say why the job needs this.' });
      }
      if (new Set(criterion.anchors).size < criterion.anchors.length) {
        faults.push({ path: `${path}.anchors`, message: 'Two ratings have the same description.' });
      }
    }),
  );
  if (reviewers < template.requiredScorecards) {
    faults.push({
      path: 'members',
      message: `Every interview needs ${template.requiredScorecards} scorecards: choose at least as many reviewers.`,
    });
  }
  if (faults.length > 0) throw new TemplateIncomplete(faults);
  return template;
}
