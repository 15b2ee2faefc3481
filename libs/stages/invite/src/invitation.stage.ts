import {
  addSteps,
  databaseOf,
  mailStep,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { Template, type InvitationsMade, type NewInvitations } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { digestOf, digestOfJson } from '@evenhand/ledger';
import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readCandidates, type ListedCandidate } from './candidate-list';
import { RequisitionNotOpen } from './invite.errors';
import { invitationLetter } from './letters';
import { mustRecruit } from './membership';
import { makeInvitations, type Invited } from './new-invitations';

/** People invited per round trip to the database. */
const batchSize = 2_000;
const hour = 3_600_000;
/** Personal links shown to whoever invites; the others get theirs by mail. */
const mostLinks = 200;

interface Opening {
  readonly title: string;
  readonly contactEmail: string;
  readonly templateVersionId: string;
  readonly windowHours: number;
}

/** Invites people by list: everybody on it or nobody. */
@Injectable()
export class InvitationStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Whoever was invited to this requisition before is left alone.
   *
   * @throws RequisitionUnknown, CandidateListInvalid, RequisitionNotOpen
   */
  async invite(requisitionId: string, list: NewInvitations, by: string): Promise<InvitationsMade> {
    await mustRecruit(this.database, requisitionId, by);
    const { candidates, repeated } = readCandidates(list);
    const invited = await this.database.inTransaction(async (tx) => {
      const opening = await openingOf(tx, requisitionId);
      const all: Invited[] = [];
      for (let from = 0; from < candidates.length; from += batchSize) {
        all.push(
          ...(await this.inviteBatch(tx, requisitionId, opening, candidates.slice(from, from + batchSize))),
        );
      }
      await this.note(tx, requisitionId, all);
      return all;
    });
    return {
      invited: invited.length,
      alreadyInvited: repeated + candidates.length - invited.length,
      links: invited.length > mostLinks ? [] : invited.map(({ email, url }) => ({ email, url })),
    };
  }

  private async inviteBatch(
    tx: Transaction<'staff'>,
    requisitionId: string,
    opening: Opening,
    candidates: readonly ListedCandidate[],
  ): Promise<Invited[]> {
    const now = this.clock.now();
    const expiresAt = now + opening.windowHours * hour;
    const drafts = candidates.map((candidate) => {
      const secret = Buffer.from(this.chance.bytes(32)).toString('base64url');
      return {
        ...candidate,
        candidateId: this.chance.uuid(),
        invitationId: this.chance.uuid(),
        interviewId: this.chance.uuid(),
        tokenHash: digestOf(secret),
        url: `${this.settings.PUBLIC_URL}/interview/i/${secret}`,
      };
    });
    const { templateVersionId } = opening;
    const invited = await makeInvitations(tx, drafts, { requisitionId, templateVersionId, now, expiresAt });
    await this.post(tx, requisitionId, opening, invited, expiresAt);
    return invited;
  }

  private async post(
    tx: Transaction<'staff'>,
    requisitionId: string,
    { title, contactEmail }: Opening,
    invited: readonly Invited[],
    deadline: number,
  ): Promise<void> {
    const now = this.clock.now();
    const letters = invited.map(({ candidateId, name, email, url, timeZone }) => ({
      id: this.chance.uuid(),
      candidateId,
      recipient: email,
      ...invitationLetter({ candidateName: name, requisition: title, url, deadline, timeZone, contactEmail }),
    }));
    await tx.$executeRaw`
      INSERT INTO identity.mail (id, kind, candidate_id, requisition_id, recipient, subject, text, created_at)
      SELECT l.id, 'invitation', l."candidateId", ${requisitionId}::uuid, l.recipient, l.subject, l.text, ${new Date(now)}
      FROM jsonb_to_recordset(${JSON.stringify(letters)}::jsonb)
        AS l (id uuid, "candidateId" uuid, recipient text, subject text, text text)`;
    await addSteps(
      tx,
      letters.map(({ id }) => mailStep(id, now)),
      now,
    );
  }

  /** One entry per list. Ids of interviews are random, so their digest tells nothing to who does not have them. */
  private async note(
    tx: Transaction<'staff'>,
    requisition: string,
    invited: readonly Invited[],
  ): Promise<void> {
    if (invited.length === 0) return;
    const batch = digestOfJson(invited.map(({ interviewId }) => interviewId).sort());
    const entry = { v: 1, type: 'invited', requisition, interviews: invited.length, batch } as const;
    await writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
  }
}

/** Holds the requisition open until the transaction ends. */
async function openingOf(tx: Transaction<'staff'>, requisitionId: string): Promise<Opening> {
  const [row] = await tx.$queryRaw<
    { title: string; contact_email: string; status: string; template_id: string; content: unknown }[]
  >`
    SELECT r.title, r.contact_email, r.status::text AS status, t.id AS template_id, t.content
    FROM screening.requisition r JOIN screening.template_version t ON t.requisition_id = r.id AND t.published_at IS NOT NULL
    WHERE r.id = ${requisitionId}::uuid ORDER BY t.number DESC LIMIT 1 FOR SHARE OF r`;
  if (row?.status !== 'open') throw new RequisitionNotOpen();
  return {
    title: row.title,
    contactEmail: row.contact_email,
    templateVersionId: row.template_id,
    windowHours: Template.parse(row.content).windowHours,
  };
}
