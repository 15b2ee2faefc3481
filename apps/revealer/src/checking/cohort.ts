import type { Database } from '@evenhand/adapters/database';
import { graceMs, type Clock, type RevealFacts } from '@evenhand/domain';
import { check } from './check';
import type { ProvedEvidence } from './proved-evidence';

type CohortFacts = Pick<RevealFacts, 'cohortClosed' | 'cohortUnlocked'>;

interface Roll {
  readonly closed: boolean;
  /** Submitted interviews, whether they have reached reviewers or not, and those that may still be submitted. */
  readonly interviews: readonly {
    readonly id: string;
    readonly round: number | null;
    readonly locked: boolean;
  }[];
}

/** What the reveal rule asks of cohorts, looked up once for each requisition. Lives for one sweep. */
export class Cohorts {
  private readonly rolls = new Map<string, Promise<Roll>>();
  private readonly facts = new Map<string, Promise<CohortFacts>>();

  constructor(
    private readonly database: Database<'revealer'>,
    private readonly evidence: ProvedEvidence,
    private readonly clock: Clock,
  ) {}

  /** Whether there is nothing to do yet for an interview: cheap, and wrong only in favour of waiting. */
  async wait(interviewId: string, round: number): Promise<boolean> {
    const [found] = await this.database.$queryRaw<{ requisition: string; rule: string }[]>`
      SELECT a.requisition_id AS requisition, t.content ->> 'revealRule' AS rule
      FROM review.available_interview a JOIN screening.template_version t ON t.id = a.template_version_id
      WHERE a.interview_id = ${interviewId}::uuid AND a.round = ${round}`;
    if (found?.rule !== 'cohort-locked') return false;
    const { closed, interviews } = await this.rollOf(found.requisition);
    return !closed || interviews.some(({ locked }) => !locked);
  }

  /** Locks are recomputed, not believed. */
  factsOf(requisitionId: string): Promise<CohortFacts> {
    const known = this.facts.get(requisitionId) ?? this.recompute(requisitionId);
    this.facts.set(requisitionId, known);
    return known;
  }

  private async recompute(requisitionId: string): Promise<CohortFacts> {
    const { closed, interviews } = await this.rollOf(requisitionId);
    let cohortUnlocked = 0;
    for (const { id, round, locked } of closed ? interviews : []) {
      const whole = locked && check(await this.evidence.of(id, round ?? 0)).passed;
      if (!whole) cohortUnlocked += 1;
    }
    return { cohortClosed: closed, cohortUnlocked };
  }

  private rollOf(requisitionId: string): Promise<Roll> {
    const known = this.rolls.get(requisitionId) ?? this.readRoll(requisitionId);
    this.rolls.set(requisitionId, known);
    return known;
  }

  private async readRoll(requisitionId: string): Promise<Roll> {
    const requisition = await this.database.requisition.findUnique({ where: { id: requisitionId } });
    if (requisition?.status !== 'closed') return { closed: false, interviews: [] };
    // Who had begun before the requisition was closed may still submit, and joins the cohort then.
    const latestDeadline = new Date(this.clock.now() - graceMs);
    const interviews = await this.database.$queryRaw<Roll['interviews']>`
      SELECT i.id, a.round, EXISTS (SELECT 1 FROM review.lock l WHERE l.interview_id = i.id AND l.round = a.round) AS locked
      FROM screening.interview i
      LEFT JOIN (SELECT interview_id, max(round) AS round FROM review.available_interview
                 WHERE requisition_id = ${requisitionId}::uuid GROUP BY 1) a ON a.interview_id = i.id
      JOIN screening.invitation n ON n.id = i.invitation_id
      WHERE i.requisition_id = ${requisitionId}::uuid
        AND (i.status = 'submitted' OR i.status = 'in_progress' AND n.expires_at >= ${latestDeadline})`;
    return { closed: true, interviews };
  }
}
