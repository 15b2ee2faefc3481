import type pg from 'pg';

import type { ApiSession } from '../../../apps/launcher/src/journey/api-session.ts';
import { everyLook, type Sights } from './looking.ts';

/** People who have signed in, by their names. */
type Sessions = ReadonlyMap<string, ApiSession>;

/** What there is to see. */
interface Existing {
  readonly requisitions: readonly string[];
  readonly interviews: readonly string[];
  /** Packets that whoever they belong to has opened. */
  readonly opened: ReadonlySet<string>;
}

/** Everybody reads everything that can be read. */
export async function readEverything(owner: pg.Client, sessions: Sessions, there: Existing): Promise<void> {
  const { rows: packets } = await owner.query<{ packet: string; reviewer: string }>(`
    SELECT a.packet_id AS packet, split_part(u.email, '@', 1) AS reviewer
    FROM review.assignment a JOIN people."user" u ON u.id = a.reviewer_id ORDER BY u.email, a.place`);
  for (const [person, session] of sessions) {
    const sights: Sights = {
      requisitions: there.requisitions,
      interviews: there.interviews,
      // Opening a packet is an act: here they are one's own opened ones, and one of somebody else.
      packets: [
        ...packets.filter(({ packet, reviewer }) => reviewer === person && there.opened.has(packet)),
        ...packets.filter(({ reviewer }) => reviewer !== person).slice(0, 1),
      ].map(({ packet }) => packet),
    };
    for (const { path, accept } of everyLook(sights, person === 'admin'))
      await session.send('look', 'GET', path, { headers: { accept } });
  }
}

/** Everybody tries to change a rating and to decide, which nobody may before reveal. */
export async function tryEverything(sessions: Sessions, interviews: readonly string[]): Promise<void> {
  const key = { questionId: 'first', criterionId: 'clarity' };
  const decision = {
    outcome: 'decline',
    reasons: { criteria: [{ ...key, reason: 'Early.' }], summary: '' },
    message: 'No.',
  };
  const tries = { revisions: { ...key, rating: 1, reason: 'Early.' }, decision };
  for (const session of sessions.values()) {
    for (const id of interviews) {
      for (const [what, body] of Object.entries(tries)) {
        const headers = { 'content-type': 'application/json' };
        await session.send(what, 'POST', `/api/interviews/${id}/${what}`, {
          headers,
          body: JSON.stringify(body),
        });
      }
    }
  }
}
