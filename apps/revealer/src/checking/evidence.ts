import type { Transaction } from '@evenhand/adapters/database';
import { LogEntry } from '@evenhand/contracts';
import type { Envelope } from '@evenhand/domain';

/** A log entry and where it stands. */
export interface Logged {
  readonly position: bigint;
  readonly entry: LogEntry;
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
  readonly scorecards: readonly {
    readonly packetId: string;
    readonly reviewerId: string;
    readonly seat: 'required' | 'adjudicator';
    readonly content: unknown;
    readonly salt: Uint8Array;
    readonly digest: string;
  }[];
  readonly seals: readonly (Envelope & { readonly run: number })[];
  /** Entries about the interview, in the order of the log. */
  readonly log: readonly Logged[];
}

type Tx = Transaction<'revealer'>;

/** Reads everything that is on record about an interview and round. */
export async function evidenceOf(tx: Tx, interviewId: string, round: number): Promise<Evidence> {
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
    log: await logOf(tx, interviewId),
  };
}

async function templateOf(tx: Tx, id: string): Promise<Evidence['template']> {
  const version = await tx.templateVersion.findUnique({ where: { id } });
  const [published] = await tx.$queryRaw<{ entry: string }[]>`
    SELECT entry FROM ledger.pending
    WHERE type = 'requisition-published' AND entry::jsonb ->> 'template' = ${id} ORDER BY position LIMIT 1`;
  const entry = published && LogEntry.parse(JSON.parse(published.entry));
  const loggedHash = entry?.type === 'requisition-published' ? entry.rubric : null;
  return version && { content: version.content, contentHash: version.contentHash, loggedHash };
}

async function logOf(tx: Tx, interviewId: string): Promise<Logged[]> {
  const rows = await tx.$queryRaw<{ position: bigint; entry: string }[]>`
    SELECT position, entry FROM ledger.pending
    WHERE entry::jsonb ->> 'interview' = ${interviewId} ORDER BY position`;
  return rows.map(({ position, entry }) => ({ position, entry: LogEntry.parse(JSON.parse(entry)) }));
}
