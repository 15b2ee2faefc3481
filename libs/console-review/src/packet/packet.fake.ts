import { HttpErrorResponse } from '@angular/common/http';
import type { BlindPacket, Problem, ScorecardRating } from '@evenhand/contracts';
import type { ReviewClient } from '../review.client';

const anchors: [string, string, string, string, string] = ['a', 'b', 'c', 'd', 'e'];
const criterion = (id: string) => ({ id, name: id, jobRelatedness: '', anchors });
const answer = (questionId: string | null, ...criteria: string[]) => ({
  questionId,
  question: questionId ?? 'Added at the end',
  criteria: criteria.map(criterion),
  text: 'An answer.',
  media: null,
  transcript: [],
  captions: null,
});

/** A packet with two questions, three criteria and something added at the end. */
export function packet(change: Partial<BlindPacket> = {}): BlindPacket {
  return {
    packetId: 'one',
    requisition: 'Job',
    candidateName: null,
    answers: [answer('q1', 'clear', 'kind'), answer('q2', 'careful'), answer(null)],
    draft: { ratings: [] },
    locked: false,
    sealedSentence: 'Sealed.',
    place: { number: 1, of: 2 },
    root: '0'.repeat(64),
    nextPacketId: 'two',
    ...change,
  };
}

/** How the api refuses, wrapped as Angular's resources wrap it. */
export function refusal(code: string, status: number, retryable: boolean): Error {
  const type = `urn:evenhand:problem:${code}`;
  const error: Problem = { type, title: code, status, detail: code, code, retryable };
  return new Error(code, { cause: new HttpErrorResponse({ status, error }) });
}

/** No answer at all. */
export const noConnection = (): Error =>
  new Error('no connection', { cause: new HttpErrorResponse({ status: 0 }) });

/** An api that keeps drafts as the real one does, and fails when it is told to. */
export class FakeReviewClient implements Pick<ReviewClient, 'packet' | 'saveDraft' | 'lock'> {
  readonly packets = new Map<string, BlindPacket>();
  /** Every draft that has arrived, the oldest first. */
  readonly saved: (readonly ScorecardRating[])[] = [];
  /** What the next requests end with, until it is null again. */
  failure: Error | null = null;
  /** What requests wait for before they are answered. */
  delay: Promise<void> = Promise.resolve();

  constructor(...packets: readonly BlindPacket[]) {
    for (const one of packets) this.packets.set(one.packetId, one);
  }

  async packet(packetId: string): Promise<BlindPacket> {
    await this.answers();
    const found = this.packets.get(packetId);
    if (!found) throw refusal('not-found', 404, false);
    return found;
  }

  async saveDraft(packetId: string, ratings: readonly ScorecardRating[]): Promise<void> {
    await this.answers();
    const found = await this.packet(packetId);
    if (found.locked) throw refusal('scorecard-locked', 409, false);
    this.saved.push(ratings);
    this.packets.set(packetId, { ...found, draft: { ratings: [...ratings] } });
  }

  async lock(packetId: string, ratings: readonly ScorecardRating[]) {
    await this.answers();
    const found = await this.packet(packetId);
    if (found.locked) throw refusal('scorecard-locked', 409, false);
    this.packets.set(packetId, { ...found, locked: true, draft: { ratings: [...ratings] } });
    return { lockedAt: '2026-01-01T00:00:00.000Z', nextPacketId: found.nextPacketId };
  }

  private async answers(): Promise<void> {
    await this.delay;
    if (this.failure) throw this.failure;
  }
}
