import type { Prisma } from '@evenhand/adapters/database';
import { Adjustment, Template, type OwnAccommodation } from '@evenhand/contracts';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import type { LimitFacts } from '@evenhand/domain';

export type RequestRow = Prisma.AccommodationRequestGetPayload<{ include: { grants: true } }>;

export const wishesOf = ({ wishes }: Pick<RequestRow, 'wishes'>): Adjustment[] =>
  Adjustment.array().parse(wishes);

export const grantedOf = ({ grants }: Pick<RequestRow, 'grants'>): Adjustment[] =>
  grants.map(({ value }) => Adjustment.parse(value));

/** A request as its candidate sees it. */
export function ownView(row: RequestRow): OwnAccommodation {
  const { id, note, status, createdAt, dueAt, decidedAt, decidedBy, reply, question, answeredAt } = row;
  return {
    id,
    wishes: wishesOf(row),
    note,
    status,
    askedAt: createdAt.toISOString(),
    dueAt: status === 'pending' ? dueAt.toISOString() : null,
    decidedAt: decidedAt?.toISOString() ?? null,
    atOnce: status === 'granted' && decidedBy === null,
    granted: grantedOf(row),
    reply,
    question:
      status === 'pending' && question !== null ? { text: question, answered: answeredAt !== null } : null,
  };
}

interface Framed {
  readonly template: { readonly content: Prisma.JsonValue };
  readonly invitation: { readonly createdAt: Date; readonly expiresAt: Date };
}

/** Limits before any accommodation. */
export const templateLimits = ({ template, invitation }: Framed): LimitFacts['template'] => ({
  opensAt: invitation.createdAt.getTime(),
  deadline: invitation.expiresAt.getTime(),
  questions: Template.parse(template.content).questions.map(
    ({ id, kinds, preparationSeconds, answerSeconds, retakes }) => ({
      id,
      kinds,
      preparationSeconds,
      answerSeconds,
      retakes,
    }),
  ),
});

/** Salted digest of an answer, for the log. */
export const decisionDigest = (
  salt: Uint8Array,
  decision: { readonly status: string; readonly grants: readonly Adjustment[]; readonly reply: string },
): string => commitmentOf(salt, 'evenhand/accommodation/v1', canonicalJson(decision));
