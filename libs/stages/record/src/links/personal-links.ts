import { addSteps, mailStep, type Prisma, type Transaction } from '@evenhand/adapters/database';
import { Chance, Clock } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { RecordRules } from '../record.config';
import { linkLetter } from './link-letter';
import { newLinkSecret } from './link-secret';

const dayMs = 86_400_000;
/** Links sent again for one invitation within a day: enough for a lost mail, too few to be a nuisance. */
const mostPerDay = 3;

export interface LinkReceiver {
  readonly invitation: Prisma.InvitationGetPayload<object>;
  readonly candidate: Prisma.CandidateGetPayload<object>;
  readonly requisition: { readonly id: string; readonly title: string; readonly contactEmail: string };
}

/** Writes personal links to their owners. */
@Injectable()
export class PersonalLinks {
  constructor(
    private readonly rules: RecordRules,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Puts the mail into the outbox and makes its sending due. */
  async mail(
    tx: Transaction<'portal'>,
    { invitation, candidate, requisition }: LinkReceiver,
    secret: string,
  ): Promise<void> {
    const now = this.clock.now();
    const id = this.chance.uuid();
    const letter = linkLetter({
      candidateName: candidate.name,
      requisition: requisition.title,
      contactEmail: requisition.contactEmail,
      link: this.rules.personalLink(secret),
      deadline: invitation.expiresAt,
      language: candidate.language,
      timeZone: candidate.timeZone,
    });
    const addressed = {
      candidateId: candidate.id,
      requisitionId: requisition.id,
      recipient: candidate.email,
    };
    await tx.mail.createMany({
      data: { id, kind: 'invitation', ...addressed, ...letter, createdAt: new Date(now) },
    });
    await addSteps(tx, [mailStep(id, now)], now);
  }

  /**
   * Sends a further link of the same invitation. The secret of the first is stored nowhere, so it cannot be sent again;
   * it keeps working. Does nothing for an invitation that was taken back, or when asked too often.
   */
  async sendAgain(tx: Transaction<'portal'>, receiver: LinkReceiver): Promise<void> {
    const { id: invitationId, revokedAt } = receiver.invitation;
    const now = this.clock.now();
    const createdAt = { gt: new Date(now - dayMs) };
    if (
      revokedAt !== null ||
      (await tx.invitationLink.count({ where: { invitationId, createdAt } })) >= mostPerDay
    ) {
      return;
    }
    const { secret, hash } = newLinkSecret(this.chance);
    await tx.invitationLink.create({ data: { tokenHash: hash, invitationId, createdAt: new Date(now) } });
    await this.mail(tx, receiver, secret);
  }
}
