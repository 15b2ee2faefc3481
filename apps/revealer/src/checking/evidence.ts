import type { Transaction } from '@evenhand/adapters/database';
import { LogEntry } from '@evenhand/contracts';
import type { Envelope } from '@evenhand/domain';
import type { Signing } from './signatures';

/** A log entry and where it stands: its index in the tree, proved under a checkpoint. */
export interface Logged {
  readonly position: bigint;
  readonly entry: LogEntry;
}

/** An entry as it is stored. */
export interface Written {
  /** Index in the tree; null while it has none. */
  readonly index: bigint | null;
  /** Canonical JSON. */
  readonly text: string;
}

/** What is stored about an interview's round, and of the log nothing that is proved. */
export interface Stored extends Omit<Evidence, 'log' | 'template' | 'scorecards'> {
  readonly scorecards: readonly StoredScorecard[];
  readonly template:
    (Omit<NonNullable<Evidence['template']>, 'loggedHash'> & { readonly published: Written | null }) | null;
  /** Entries about the interview, in the order in which they were written. */
  readonly written: readonly Written[];
}

/** A scorecard as it is stored. */
export interface StoredScorecard {
  readonly packetId: string;
  readonly reviewerId: string;
  readonly seat: 'required' | 'adjudicator';
  readonly content: unknown;
  readonly salt: Uint8Array;
  readonly digest: string;
  readonly key: string | null;
  readonly root: string | null;
  readonly signature: string | null;
}

/** A scorecard with what its signature is worth; null when nobody signed it. */
export interface SignedCard extends StoredScorecard {
  readonly signing: Signing | null;
}

/** Everything on record that decides whether an interview may be revealed. */
export interface Evidence {
  readonly interviewId: string;
  readonly round: number;
  readonly withdrawn: boolean;
  /** Null: it was never made available. */
  readonly requisitionId: string | null;
  readonly template: {
    readonly content: unknown;
    readonly contentHash: string | null;
    /** Digest in the log entry that published it. */
    readonly loggedHash: string | null;
  } | null;
  readonly assignments: readonly {
    readonly packetId: string;
    readonly reviewerId: string;
    readonly seat: 'required' | 'adjudicator';
    readonly unassignedAt: Date | null;
  }[];
  readonly scorecards: readonly SignedCard[];
  readonly seals: readonly (Envelope & { readonly run: number })[];
  /** Whether the AI summary is ever shown; null when that was never drawn. */
  readonly arm: { readonly withhold: boolean; readonly salt: Uint8Array; readonly commitment: string } | null;
  /** Entries about the interview that are proved, in the order of the log. */
  readonly log: readonly Logged[];
}

type Tx = Transaction<'revealer'>;

/** Reads everything that is on record about an interview and round. */
export async function storedAbout(tx: Tx, interviewId: string, round: number): Promise<Stored> {
  const where = { interviewId, round };
  const available = await tx.availableInterview.findUnique({ where: { interviewId_round: where } });
  const [interview] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM screening.interview WHERE id = ${interviewId}::uuid`;
  return {
    interviewId,
    round,
    withdrawn: interview?.status !== 'submitted',
    requisitionId: available?.requisitionId ?? null,
    template: available && (await templateOf(tx, available.templateVersionId)),
    assignments: await tx.assignment.findMany({ where }),
    scorecards: await tx.scorecard.findMany({ where }),
    seals: await tx.seal.findMany({ where: { interviewId }, orderBy: { run: 'asc' } }),
    arm: await tx.arm.findUnique({ where: { interviewId_round: where } }),
    written: await tx.$queryRaw<Written[]>`
      SELECT l.index, p.entry AS text FROM ledger.pending p LEFT JOIN ledger.leaf l ON l.pending_id = p.id
      WHERE p.entry::jsonb ->> 'interview' = ${interviewId} ORDER BY l.index NULLS LAST, p.position`,
  };
}

async function templateOf(tx: Tx, id: string): Promise<Stored['template']> {
  const version = await tx.templateVersion.findUnique({ where: { id } });
  const [published] = await tx.$queryRaw<Written[]>`
    SELECT l.index, p.entry AS text FROM ledger.pending p LEFT JOIN ledger.leaf l ON l.pending_id = p.id
    WHERE p.type = 'requisition-published' AND p.entry::jsonb ->> 'template' = ${id} ORDER BY p.position LIMIT 1`;
  return (
    version && { content: version.content, contentHash: version.contentHash, published: published ?? null }
  );
}

/** The template's digest as the log has it. */
export function loggedHashOf({ text }: Written): string | null {
  const entry = LogEntry.parse(JSON.parse(text));
  return entry.type === 'requisition-published' ? entry.rubric : null;
}

/** A stored entry whose place in the log is proved. */
export const loggedAs = ({ text }: Written, index: number): Logged => ({
  position: BigInt(index),
  entry: LogEntry.parse(JSON.parse(text)),
});
