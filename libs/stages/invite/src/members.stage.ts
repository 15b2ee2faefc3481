import { databaseOf, refusalOf, writeEntry, type Database } from '@evenhand/adapters/database';
import type { Member } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { InvalidInput } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DutyNeedsRole } from './invite.errors';
import { mustRecruit } from './membership';

const keyOf = ({ userId, duty }: Member): string => `${userId} ${duty}`;

/** Who works on a requisition, as what. */
@Injectable()
export class MembersStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Replaces the members. Somebody must stay recruiter, or nobody could look after the requisition.
   *
   * @throws RequisitionUnknown, DutyNeedsRole, InvalidInput
   */
  async replace(requisitionId: string, wanted: readonly Member[], by: string): Promise<void> {
    if (!wanted.some(({ duty }) => duty === 'recruiter')) {
      throw new InvalidInput([{ path: 'members', message: 'At least one recruiter must stay.' }]);
    }
    const members = [...new Map(wanted.map((member) => [keyOf(member), member])).values()];
    try {
      await this.database.inTransaction(async (tx) => {
        await mustRecruit(tx, requisitionId, by);
        const present = await tx.member.findMany({ where: { requisitionId } });
        const kept = new Set(members.map(keyOf));
        for (const { userId, duty } of present.filter((member) => !kept.has(keyOf(member)))) {
          await tx.member.deleteMany({ where: { requisitionId, userId, duty } });
        }
        const known = new Set(present.map(keyOf));
        const added = members.filter((member) => !known.has(keyOf(member)));
        await tx.member.createMany({
          data: added.map(({ userId, duty }) => ({ requisitionId, userId, duty })),
        });
        const now = this.clock.now();
        const entry = {
          v: 1,
          type: 'members-changed',
          requisition: requisitionId,
          members: members.length,
          by,
        } as const;
        await writeEntry(tx, entry, this.chance.uuid(), now);
      });
    } catch (error) {
      if (refusalOf(error)?.law === 'duty_needs_role') throw new DutyNeedsRole();
      throw error;
    }
  }
}
