import type { Transaction } from '@evenhand/adapters/database';
import { RequisitionUnknown } from './invite.errors';

type Reads = Pick<Transaction<'staff'>, 'member'>;

/** Lets a recruiter or hiring manager of the requisition go on; for everybody else it does not exist. */
export async function mustBelong(database: Reads, requisitionId: string, personId: string): Promise<void> {
  const duty = { in: ['recruiter' as const, 'hiring_manager' as const] };
  const found = await database.member.findFirst({ where: { requisitionId, userId: personId, duty } });
  if (found === null) throw new RequisitionUnknown();
}

/** Lets a recruiter of the requisition go on. */
export async function mustRecruit(database: Reads, requisitionId: string, personId: string): Promise<void> {
  const found = await database.member.findFirst({
    where: { requisitionId, userId: personId, duty: 'recruiter' },
  });
  if (found === null) throw new RequisitionUnknown();
}
