import { openDatabase } from '@evenhand/adapters/database';
import type { Adjustment } from '@evenhand/contracts';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { Colleagues } from '@evenhand/platform';
import { invitedCandidate } from '../../../../tests/support/candidate-rows';
import { account, asOwner, openRequisition } from '../../../../tests/support/screening-rows';
import { OwnRequests } from './asking/own-requests';
import { Pauses } from './asking/pauses';
import { Decisions } from './deciding/decisions';
import { Figures } from './deciding/figures';
import { Policies } from './deciding/policies';
import { RequestQueue } from './deciding/request-queue';

const databases = {
  portal: openDatabase('portal', process.env['DATABASE_URL_PORTAL'] ?? ''),
  accommodation: openDatabase('accommodation', process.env['DATABASE_URL_ACCOMMODATION'] ?? ''),
};

export const closeScenes = async (): Promise<void> => {
  await Promise.all(Object.values(databases).map((database) => database.close()));
};

/** Officers who are all called Ada and can be written to. */
class Officers extends Colleagues {
  override namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map(ids.map((id) => [id, 'Ada'])));
  }

  override addressesOf(): Promise<readonly string[]> {
    return Promise.resolve(['ada@example.org', 'ben@example.org']);
  }
}

/** Rows, read as the owner. */
export const rows = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asOwner(async (owner) => (await owner.query<Row>(sql, values)).rows);

/** A candidate who may ask, an officer who answers, and a clock that stands still. */
export async function accommodationScene() {
  const clock = new StillClock();
  const chance = new SeededChance(Math.floor(performance.now() * 1000) % 2 ** 31);
  const colleagues = new Officers();
  const officerId = await asOwner((owner) => account(owner, 'ada', 'accommodation_officer'));
  const requisition = await asOwner((owner) =>
    openRequisition(owner, { recruiter: [], reviewer: [], hiring_manager: [] }),
  );
  const invited = () =>
    asOwner((owner) => invitedCandidate(owner, requisition, new Date(clock.now() + 72 * 3_600_000)));
  const { interviewId } = await invited();
  const own = new OwnRequests(databases.portal, colleagues, clock, chance);
  const queue = new RequestQueue(databases.accommodation, colleagues, clock);
  return {
    clock,
    interviewId,
    officerId,
    invited,
    own,
    queue,
    pauses: new Pauses(databases.portal, clock, chance),
    decisions: new Decisions(databases.accommodation, clock, chance),
    policies: new Policies(databases.accommodation, colleagues, clock),
    figures: new Figures(databases.accommodation, clock),
    /** Asks, and gives the ids of what waits now. */
    ask: async (wishes: Adjustment[], note = '', who = interviewId): Promise<string[]> => {
      await own.ask(who, { wishes, note });
      const { requests } = await own.list(who);
      return requests.filter(({ status }) => status === 'pending').map(({ id }) => id);
    },
  };
}
