import { databaseOf, lockInterview, Prisma, writeEntry, type Database } from '@evenhand/adapters/database';
import { SealedPayload } from '@evenhand/contracts-verdict';
import { Chance, Clock, mayReveal, Opener, Trouble, type Opened } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { check, type Passed, type Refusal } from './checking/check';
import type { Cohorts } from './checking/cohort';
import { ProvedEvidence } from './checking/proved-evidence';

/** How the look at one locked interview ended. */
export type Ending =
  | { readonly kind: 'revealed' }
  /** The reveal rule does not hold yet, or no checkpoint covers it; nothing is wrong. */
  | { readonly kind: 'waits' }
  /** It stays closed; the code says why and nothing of what is in it. */
  | { readonly kind: 'refused'; readonly code: string };

/**
 * Opens seals, and nothing else can. Checks for itself, by what a checkpoint covers; writes into the log what it is going to
 * do; and does it once a checkpoint covers that too. Killed at any point, it goes on where it was.
 */
@Injectable()
export class Revealer {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly evidence: ProvedEvidence,
    private readonly opener: Opener,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Reveals an interview if what is on record says that it is locked and its reveal rule holds. */
  async reveal(interviewId: string, round: number, cohorts: Cohorts): Promise<Ending> {
    if (await cohorts.wait(interviewId, round)) return { kind: 'waits' };
    try {
      return await this.revealProved(interviewId, round, cohorts);
    } catch (trouble) {
      if (trouble instanceof Trouble) return { kind: 'refused', code: trouble.code };
      throw trouble;
    }
  }

  private async revealProved(interviewId: string, round: number, cohorts: Cohorts): Promise<Ending> {
    const first = check(await this.evidence.of(interviewId, round));
    if (!first.passed) return { kind: 'refused', code: first.refusal };
    if (!(await this.ruleHolds(first.passed, cohorts))) return { kind: 'waits' };
    if (!first.passed.ended) {
      const late = await this.announce(interviewId, round);
      if (late !== null) return { kind: 'refused', code: late };
    }
    // Asked again of the log, not remembered: opening is right only under a checkpoint that covers the announcement.
    const { passed, refusal } = first.passed.ended
      ? first
      : check(await this.evidence.of(interviewId, round));
    if (!passed) return { kind: 'refused', code: refusal };
    if (!passed.ended) return { kind: 'waits' };
    return passed.arm.withhold
      ? this.withhold(interviewId, round)
      : this.show(interviewId, round, passed.seal);
  }

  private async ruleHolds({ template, requisitionId }: Passed, cohorts: Cohorts): Promise<boolean> {
    const rule = template.revealRule;
    const cohort =
      rule === 'all-locked'
        ? { cohortClosed: false, cohortUnlocked: 0 }
        : await cohorts.factsOf(requisitionId);
    return mayReveal({ rule, locked: true, ...cohort });
  }

  /**
   * Writes what is about to happen: the seal is opened, or stays closed because the draw said so.
   *
   * @returns why not, when something changed since the first look
   */
  private announce(interviewId: string, round: number): Promise<Refusal | null> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const { passed, refusal } = check(await this.evidence.within(tx, interviewId, round));
      if (!passed) return refusal;
      if (await this.isAnnounced(tx, interviewId, round)) return null;
      const { seal, arm } = passed;
      const about = { interview: interviewId, round, run: seal.run };
      const entry = arm.withhold
        ? ({ v: 1, type: 'withheld', ...about, commitment: arm.commitment } as const)
        : ({ v: 1, type: 'released', ...about, commitment: seal.commitment } as const);
      await writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
      return null;
    });
  }

  /** A revealer that was killed may have written it; no checkpoint need cover it yet. */
  private async isAnnounced(
    tx: Pick<Database<'revealer'>, '$queryRaw'>,
    interviewId: string,
    round: number,
  ): Promise<boolean> {
    const rows = await tx.$queryRaw<object[]>`
      SELECT 1 FROM ledger.pending WHERE entry::jsonb ->> 'interview' = ${interviewId}
        AND type IN ('released', 'withheld') AND (entry::jsonb ->> 'round')::int = ${round}`;
    return rows.length > 0;
  }

  /** Colleagues' ratings are shown and the seal stays closed. */
  private async withhold(interviewId: string, round: number): Promise<Ending> {
    const reveal = { interviewId, round, summary: Prisma.DbNull, revealedAt: new Date(this.clock.now()) };
    await this.database.reveal.createMany({ data: reveal, skipDuplicates: true });
    return { kind: 'revealed' };
  }

  /** What is shown, and what lay in the seal to the letter, so that anybody can compare the two. */
  private async show(interviewId: string, round: number, seal: Passed['seal']): Promise<Ending> {
    const { run } = seal;
    const opened: Opened = await this.opener.open(seal, { interviewId, run });
    const payload = SealedPayload.safeParse(jsonOf(opened.payload));
    if (!payload.success) return { kind: 'refused', code: 'summary-unreadable' };
    const summary = payload.data.kind === 'summary' ? payload.data : Prisma.DbNull;
    const reveal = { interviewId, round, summary, revealedAt: new Date(this.clock.now()) };
    await this.database.inTransaction(async (tx) => {
      await tx.reveal.createMany({ data: reveal, skipDuplicates: true });
      await tx.openedSeal.createMany({ data: { ...opened, interviewId, round, run }, skipDuplicates: true });
    });
    return { kind: 'revealed' };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
