import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { AccommodationFigures } from '@evenhand/contracts';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

const dayMs = 86_400_000;
const days = 90;
/** Fewer than this could be recognised. */
const fewest = 5;

type Counts = Record<'asked' | 'grantedAtOnce' | 'decided' | 'granted' | 'inTime', number> & {
  medianHours: number | null;
};

/** How fast and how often requests are answered. Small counts are not told, not even to officers. */
@Injectable()
export class Figures {
  constructor(
    @Inject(databaseOf('accommodation')) private readonly database: Database<'accommodation'>,
    private readonly clock: Clock,
  ) {}

  /** Of the last 90 days. */
  async recent(): Promise<AccommodationFigures> {
    const since = new Date(this.clock.now() - days * dayMs);
    const [counts] = await this.database.$queryRaw<Counts[]>`
      SELECT count(*)::int AS asked,
             (count(*) FILTER (WHERE status = 'granted' AND decided_by IS NULL))::int AS "grantedAtOnce",
             (count(*) FILTER (WHERE decided_by IS NOT NULL))::int AS decided,
             (count(*) FILTER (WHERE decided_by IS NOT NULL AND status = 'granted'))::int AS granted,
             (count(*) FILTER (WHERE decided_by IS NOT NULL AND decided_at <= due_at))::int AS "inTime",
             (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at) / 3600)
               FILTER (WHERE decided_by IS NOT NULL))::float AS "medianHours"
      FROM accommodation.request WHERE created_at >= ${since}`;
    const {
      asked = 0,
      grantedAtOnce = 0,
      decided = 0,
      granted = 0,
      inTime = 0,
      medianHours = null,
    } = counts ?? {};
    const enough = decided >= fewest;
    // What is left of a whole must be large enough too, or a difference would tell it.
    const part = (some: number, whole: number): number | null =>
      told(whole) === null || some < fewest || (whole - some > 0 && whole - some < fewest) ? null : some;
    return {
      since: since.toISOString(),
      asked: told(asked),
      grantedAtOnce: part(grantedAtOnce, asked),
      decided: part(decided, asked),
      granted: part(granted, decided),
      inTime: part(inTime, decided),
      medianHours: enough && medianHours !== null ? Math.round(medianHours * 10) / 10 : null,
    };
  }
}

const told = (count: number): number | null => (count < fewest ? null : count);
