import { writeEntry, type Transaction } from '@evenhand/adapters/database';
import type { Chance, Clock } from '@evenhand/domain';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import type { Settings } from '@evenhand/platform';

/** Label of the digest that the log holds of a draw. */
export const armLabel = 'evenhand/arm/v1';

/**
 * What is drawn for an interview before anybody rates it. Nothing about the interview plays a part, so what people do
 * afterwards can be compared: between those who are shown the AI summary and those who never are, and between two readers.
 */
export class Draws {
  constructor(
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly shares: Pick<Settings, 'NEVER_REVEAL_PERCENT' | 'SECOND_READER_PERCENT'>,
  ) {}

  /** Draws whether the AI summary is ever shown and commits to it in the log; once only. */
  async arm(tx: Transaction<'worker'>, of: { interviewId: string; round: number }): Promise<void> {
    const withhold = this.falls(this.shares.NEVER_REVEAL_PERCENT);
    const salt = this.chance.bytes(32);
    const commitment = commitmentOf(salt, armLabel, canonicalJson({ withhold }));
    const now = this.clock.now();
    const { count } = await tx.arm.createMany({
      data: { ...of, withhold, salt, commitment, drawnAt: new Date(now) },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const { interviewId: interview, round } = of;
    const entry = { v: 1, type: 'arm-drawn', interview, round, commitment } as const;
    await writeEntry(tx, entry, this.chance.uuid(), now);
  }

  /** Scorecards that lock an interview: a share of those with one reader gets a second one. */
  readers(required: number): number {
    const second = this.falls(this.shares.SECOND_READER_PERCENT);
    return required === 1 && second ? 2 : required;
  }

  private falls(percent: number): boolean {
    return this.chance.fraction() * 100 < percent;
  }
}
