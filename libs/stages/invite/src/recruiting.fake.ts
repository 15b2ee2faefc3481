import { openDatabase } from '@evenhand/adapters/database';
import type { Template } from '@evenhand/contracts';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { readSettings } from '@evenhand/platform';
import { account, asOwner } from '../../../../tests/support/screening-rows';
import { InvitationStage } from './invitation.stage';
import { MembersStage } from './members.stage';
import { OpenLinkStage } from './open-link.stage';
import { OutboxStage } from './outbox.stage';
import { ProgressStage } from './progress.stage';
import { PublishStage } from './publish.stage';
import { RequisitionStage } from './requisition.stage';

/*
 * The stage on the database of a test file, with a clock that stands still and chance that repeats.
 */

export const database = openDatabase('staff', process.env['DATABASE_URL_STAFF'] ?? '');
export const clock = new StillClock();
export const chance = new SeededChance(7);
export const settings = readSettings({ PUBLIC_URL: 'https://hire.example.org', EVENHAND_MODE: 'demo' });
export const requisitions = new RequisitionStage(database, clock, chance);
export const publishing = new PublishStage(database, clock, chance);
export const members = new MembersStage(database, clock, chance);
export const invitations = new InvitationStage(database, settings, clock, chance);
export const links = new OpenLinkStage(database, settings, clock, chance);
export const progress = new ProgressStage(database, clock);
export const outbox = new OutboxStage(database, settings);

export const page = { limit: 50 };
export const newcomer = {
  title: 'Support agent',
  description: '',
  contactEmail: 'jobs@example.org',
  promisedDays: 14,
};
export const person = (...roles: string[]) => asOwner((owner) => account(owner, 'colleague', ...roles));
export const entries = (requisitionId: string): Promise<Record<string, unknown>[]> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'requisition' = $1 ORDER BY position`,
      [requisitionId],
    );
    return rows.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);
  });
export const countOf = (table: string): Promise<number> =>
  asOwner(async (owner) =>
    Number((await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n),
  );

/** A recruiter with a requisition that is open. */
export async function openRequisition(template?: Template): Promise<{ recruiter: string; id: string }> {
  const recruiter = await person('recruiter');
  const { id } = await requisitions.create({ ...newcomer, ...(template ? { template } : {}) }, recruiter);
  const reviewers = [await person('reviewer'), await person('reviewer')];
  await members.replace(
    id,
    [
      { userId: recruiter, duty: 'recruiter' },
      ...reviewers.map((userId) => ({ userId, duty: 'reviewer' as const })),
    ],
    recruiter,
  );
  await publishing.publish(id, recruiter);
  return { recruiter, id };
}
