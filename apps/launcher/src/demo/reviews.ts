import type { BlindPacket, ReviewQueue, ScorecardRating } from '@evenhand/contracts';

import type { ApiSession } from '../journey/api-session.ts';
import { lockScorecard, ratingsFor, saveDraft } from '../journey/colleague.ts';
import { demoCandidates } from './answers.ts';
import { authoredTranscripts } from './replay-answers.ts';

type Point = 1 | 2 | 3 | 4 | 5;

/** What a reviewer of the demo does with a candidate's packet. */
export interface DemoReview {
  readonly candidate: string;
  readonly does: 'lock' | 'draft';
  /** Ratings in the order of the template's criteria. */
  readonly ratings: readonly [Point, Point, Point, Point];
}

/** Candidates whose interviews reach reviewers. */
export const submittedCandidates = demoCandidates()
  .map(({ key }) => key)
  .filter((key) => key !== 'sam');

/**
 * Waits until all interviews have reached the reviewer, then does what the reviews say. Packets do not name their candidate;
 * the demo knows its own clips by their length.
 */
export async function review(
  reviewer: ApiSession,
  expected: number,
  reviews: readonly DemoReview[],
): Promise<void> {
  const queue = await reviewer.waitFor<ReviewQueue>(
    'wait for the review queue',
    '/api/review/queue',
    ({ body }) => body.rows.length >= expected,
  );
  for (const row of queue.rows) {
    const path = `/api/review/packets/${row.packetId}`;
    const wanted = reviews.find(({ candidate }) => Math.abs(lengthOf(candidate) - row.durationMs) < 400);
    if (!wanted) continue;
    const packet = await reviewer.call<BlindPacket>('open a packet', 'GET', path);
    const points = [...wanted.ratings];
    const ratings: ScorecardRating[] = ratingsFor(packet, () => points.shift() ?? null);
    if (wanted.does === 'lock') await lockScorecard(reviewer, packet.packetId, ratings);
    else await saveDraft(reviewer, packet.packetId, ratings.slice(0, 2));
  }
}

/** Length of a candidate's recordings together, in milliseconds. */
function lengthOf(candidate: string): number {
  let at = 0;
  for (const { key, answers } of demoCandidates()) {
    const clips = Object.keys(answers).length;
    const lengths = authoredTranscripts().slice(at, at + clips);
    if (key === candidate)
      return lengths.reduce((sum, { durationSeconds }) => sum + (durationSeconds + 0.45) * 1000, 0);
    at += clips;
  }
  return 0;
}
