import { databaseOf, writeEntry, type Database, type Transaction } from '@evenhand/adapters/database';
import type { OpenLink } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { InvalidInput, SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RequisitionNotOpen } from './invite.errors';
import { mustRecruit } from './membership';

/** The link anyone may follow to start an interview. A requisition has one at most. */
@Injectable()
export class OpenLinkStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Makes a new link; an earlier one stops working. Its secret is told once and stored nowhere.
   *
   * @throws RequisitionUnknown, RequisitionNotOpen, InvalidInput
   */
  async create(requisitionId: string, expiresAt: string | undefined, by: string): Promise<OpenLink> {
    const now = this.clock.now();
    if (expiresAt !== undefined && Date.parse(expiresAt) <= now) {
      throw new InvalidInput([{ path: 'expiresAt', message: 'This moment is over already.' }]);
    }
    const link = this.chance.uuid();
    const secret = Buffer.from(this.chance.bytes(32)).toString('base64url');
    await this.database.inTransaction(async (tx) => {
      await mustRecruit(tx, requisitionId, by);
      await mustBeOpen(tx, requisitionId);
      await this.revokeActive(tx, requisitionId, by);
      await tx.requisitionLink.create({
        data: {
          id: link,
          requisitionId,
          tokenHash: digestOf(secret),
          createdAt: new Date(now),
          expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        },
      });
      const entry = { v: 1, type: 'open-link-created', requisition: requisitionId, link, by } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now);
    });
    return { url: `${this.settings.PUBLIC_URL}/interview/r/${secret}`, expiresAt: expiresAt ?? null };
  }

  /** Takes the link back; without one there is nothing to do. */
  async revoke(requisitionId: string, by: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await mustRecruit(tx, requisitionId, by);
      await this.revokeActive(tx, requisitionId, by);
    });
  }

  private async revokeActive(tx: Transaction<'staff'>, requisition: string, by: string): Promise<void> {
    const now = this.clock.now();
    const active = await tx.requisitionLink.findMany({
      where: { requisitionId: requisition, revokedAt: null },
    });
    for (const { id: link } of active) {
      await tx.requisitionLink.update({ where: { id: link }, data: { revokedAt: new Date(now) } });
      const entry = { v: 1, type: 'open-link-revoked', requisition, link, by } as const;
      await writeEntry(tx, entry, this.chance.uuid(), now);
    }
  }
}

/** Holds the requisition until the transaction ends: it is open, and two links cannot be made side by side. */
async function mustBeOpen(tx: Transaction<'staff'>, id: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM screening.requisition WHERE id = ${id}::uuid FOR UPDATE`;
  if (row?.status !== 'open') throw new RequisitionNotOpen();
}
