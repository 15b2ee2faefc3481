import {
  databaseOf,
  writeEntry,
  type Database,
  type Prisma,
  type Transaction,
} from '@evenhand/adapters/database';
import { Template, type OpenLinkEntry, type OpenLinkStart, type OpenLinkView } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { digestOfJson } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { storable } from '../answers/storable';
import { languageOf, timeZoneOf } from '../candidate-language';
import { LinkExpired, LinkRevoked, LinkUnknown, RequisitionNotOpen } from './link.errors';
import { hashOfSecret, newLinkSecret } from './link-secret';
import { PersonalLinks } from './personal-links';

const hourMs = 3_600_000;

type OpenLink = Prisma.RequisitionLinkGetPayload<{
  include: { requisition: { include: { templates: true } } };
}>;
type Candidate = Prisma.CandidateGetPayload<object>;

/** Open links: whoever follows one may start an interview. */
@Injectable()
export class EnterStage {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly personalLinks: PersonalLinks,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** @throws LinkUnknown, LinkRevoked, LinkExpired, RequisitionNotOpen */
  async view(secret: string): Promise<OpenLinkView> {
    const { title, description, contactEmail, synthetic } = (await this.linkOf(this.database, secret))
      .requisition;
    return { title, description, contactEmail, synthetic };
  }

  /**
   * Invites whoever entered a name and an address nobody here knows yet, and lets them start at once. A known address
   * gets its personal link by mail only: to hold an address is proved by reading its mail, and the answer tells nothing
   * about what is known of it.
   *
   * @throws LinkUnknown, LinkRevoked, LinkExpired, RequisitionNotOpen
   */
  enter(secret: string, entry: OpenLinkEntry): Promise<OpenLinkStart> {
    return this.database.inTransaction(async (tx) => {
      const link = await this.linkOf(tx, secret);
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`evenhand.address.${entry.email}`}, 0))`;
      const known = await tx.candidate.findUnique({ where: { email: entry.email } });
      const candidate = known ?? (await this.meet(tx, entry));
      const personal = newLinkSecret(this.chance);
      const where = {
        requisitionId_candidateId: { requisitionId: link.requisitionId, candidateId: candidate.id },
      };
      const earlier = await tx.invitation.findUnique({ where });
      if (earlier) {
        await this.personalLinks.sendAgain(tx, {
          invitation: earlier,
          candidate,
          requisition: link.requisition,
        });
        return { secret: null };
      }
      const invitation = await this.invite(tx, link, candidate, personal.hash);
      await this.personalLinks.mail(
        tx,
        { invitation, candidate, requisition: link.requisition },
        personal.secret,
      );
      return { secret: known ? null : personal.secret };
    });
  }

  private async linkOf(
    source: Pick<Transaction<'portal'>, 'requisitionLink'>,
    secret: string,
  ): Promise<OpenLink> {
    const link = await source.requisitionLink.findUnique({
      where: { tokenHash: hashOfSecret(secret) },
      include: {
        requisition: {
          include: {
            templates: { where: { publishedAt: { not: null } }, orderBy: { number: 'desc' }, take: 1 },
          },
        },
      },
    });
    if (!link) throw new LinkUnknown();
    const { contactEmail, status, templates } = link.requisition;
    if (link.revokedAt !== null) throw new LinkRevoked(contactEmail);
    if (link.expiresAt !== null && link.expiresAt.getTime() <= this.clock.now())
      throw new LinkExpired(contactEmail);
    if (status !== 'open' || templates.length === 0) throw new RequisitionNotOpen(contactEmail);
    return link;
  }

  private meet(tx: Transaction<'portal'>, entry: OpenLinkEntry): Promise<Candidate> {
    return tx.candidate.create({
      data: {
        id: this.chance.uuid(),
        email: entry.email,
        name: storable(entry.name),
        language: languageOf(entry.language),
        timeZone: timeZoneOf(entry.timeZone),
        createdAt: new Date(this.clock.now()),
      },
    });
  }

  private async invite(
    tx: Transaction<'portal'>,
    { requisitionId, requisition }: OpenLink,
    { id: candidateId }: Candidate,
    tokenHash: string,
  ) {
    const [version] = requisition.templates;
    if (!version) throw new RequisitionNotOpen(requisition.contactEmail);
    const now = this.clock.now();
    const createdAt = new Date(now);
    const expiresAt = new Date(now + Template.parse(version.content).windowHours * hourMs);
    const invitation = await tx.invitation.create({
      data: { id: this.chance.uuid(), requisitionId, candidateId, tokenHash, createdAt, expiresAt },
    });
    const interview = await tx.interview.create({
      data: {
        id: this.chance.uuid(),
        requisitionId,
        candidateId,
        templateVersionId: version.id,
        invitationId: invitation.id,
        createdAt,
      },
      select: { id: true },
    });
    const batch = digestOfJson([interview.id]);
    const logged = { v: 1, type: 'invited', requisition: requisitionId, interviews: 1, batch } as const;
    await writeEntry(tx, logged, this.chance.uuid(), now);
    return invitation;
  }
}
