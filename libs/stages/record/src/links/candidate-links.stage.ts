import { databaseOf, type Database } from '@evenhand/adapters/database';
import { CandidateLinks, type InterviewOfLink } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LinkRevoked, LinkUnknown } from './link.errors';
import { hashOfSecret } from './link-secret';

/** Personal links as the database knows them: by the hash of their secret. */
@Injectable()
export class StoredCandidateLinks extends CandidateLinks {
  constructor(@Inject(databaseOf('portal')) private readonly database: Database<'portal'>) {
    super();
  }

  /** @throws LinkUnknown, LinkRevoked */
  override async interviewOf(secret: string): Promise<InterviewOfLink> {
    const tokenHash = hashOfSecret(secret);
    const invitation = await this.database.invitation.findFirst({
      where: { OR: [{ tokenHash }, { links: { some: { tokenHash } } }] },
      include: { interview: true, requisition: true },
    });
    if (!invitation?.interview) throw new LinkUnknown();
    if (invitation.revokedAt !== null) throw new LinkRevoked(invitation.requisition.contactEmail);
    const { id, requisitionId, candidateId } = invitation.interview;
    return { interviewId: id, requisitionId, candidateId };
  }
}
