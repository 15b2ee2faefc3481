import { databaseOf, lockInterview, Prisma, writeEntry, type Database } from '@evenhand/adapters/database';
import { SealedPayload } from '@evenhand/contracts-verdict';
import { Chance, Clock, mayReveal, Opener, Trouble, type Opened } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { check, type Passed, type Refusal } from './checking/check';
import type { Cohorts } from './checking/cohort';
import { evidenceOf } from './checking/evidence';

/** How the look at one locked interview ended. */
export type Ending =
  | { readonly kind: 'revealed' }
  /** The reveal rule does not hold yet; nothing is wrong. */
  | { readonly kind: 'waits' }
  /** It stays closed; the code says why and nothing of what is in it. */
  | { readonly kind: 'refused'; readonly code: string };

/**
 * Opens seals, and nothing else can. Checks for itself, writes into the log that it is going to open, and only then opens.
 * Killed at any point, it goes on where it was.
 */
@Injectable()
export class Revealer {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly opener: Opener,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Reveals an interview if what is on record says that it is locked and its reveal rule holds. */
  async reveal(interviewId: string, round: number, cohorts: Cohorts): Promise<Ending> {
    if (await cohorts.wait(interviewId, round)) return { kind: 'waits' };
    const { passed, refusal } = check(await evidenceOf(this.database, interviewId, round));
    if (!passed) return { kind: 'refused', code: refusal };
    if (!(await this.ruleHolds(passed, cohorts))) return { kind: 'waits' };
    const late = await this.release(interviewId, round);
    if (late !== null) return { kind: 'refused', code: late };
    try {
      const { run } = passed.seal;
      const opened = await this.opener.open(passed.seal, { interviewId, run });
      return await this.write({ interviewId, round, run, ...opened });
    } catch (trouble) {
      if (trouble instanceof Trouble) return { kind: 'refused', code: trouble.code };
      throw trouble;
    }
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
   * The entry that says what is about to be opened is committed before anything is.
   *
   * @returns why not, when something changed since the first look
   */
  private release(interviewId: string, round: number): Promise<Refusal | null> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const { passed, refusal } = check(await evidenceOf(tx, interviewId, round));
      if (!passed || passed.released) return refusal;
      const { run, commitment } = passed.seal;
      const entry = { v: 1, type: 'released', interview: interviewId, round, run, commitment } as const;
      await writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
      return null;
    });
  }

  /** What is shown, and what lay in the seal to the letter, so that anybody can compare the two. */
  private async write(opened: Opened & { interviewId: string; round: number; run: number }): Promise<Ending> {
    const { interviewId, round } = opened;
    const payload = SealedPayload.safeParse(jsonOf(opened.payload));
    if (!payload.success) return { kind: 'refused', code: 'summary-unreadable' };
    const summary = payload.data.kind === 'summary' ? payload.data : Prisma.DbNull;
    const reveal = { interviewId, round, summary, revealedAt: new Date(this.clock.now()) };
    await this.database.inTransaction(async (tx) => {
      await tx.reveal.createMany({ data: reveal, skipDuplicates: true });
      await tx.openedSeal.createMany({ data: opened, skipDuplicates: true });
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
