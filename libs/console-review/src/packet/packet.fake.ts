import { HttpErrorResponse } from '@angular/common/http';
import type { BlindPacket, Problem, ScorecardRating, SignedScorecard } from '@evenhand/contracts';
import type { Ed25519Key } from '@evenhand/ledger';
import type { ReviewClient } from '../review.client';
import type { SigningKeysStore } from '../signing/signing-keys.store';
import type { CannotSign } from '../signing/signing.errors';

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
  /** What the next scorecards are refused for. */
  readonly signingTroubles: string[] = [];
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

  async lock(packetId: string, { content, root }: SignedScorecard) {
    await this.answers();
    const found = await this.packet(packetId);
    if (found.locked) throw refusal('scorecard-locked', 409, false);
    const wrong = root === found.root ? this.signingTroubles.shift() : 'root-stale';
    if (wrong !== undefined) throw refusal(wrong, 409, false);
    this.packets.set(packetId, { ...found, locked: true, draft: content });
    return { lockedAt: '2026-01-01T00:00:00.000Z', nextPacketId: found.nextPacketId };
  }

  private async answers(): Promise<void> {
    await this.delay;
    if (this.failure) throw this.failure;
  }
}

/** Signs in form only: its own tests sign in earnest. */
export class FakeSigning implements Pick<SigningKeysStore, 'ready' | 'sign'> {
  /** Roots that were signed over. */
  readonly over: string[] = [];
  /** This browser cannot sign. */
  cannot: CannotSign | null = null;

  ready(): Promise<Ed25519Key> {
    return this.cannot ? Promise.reject(this.cannot) : new Promise(() => undefined);
  }

  sign({ content, root }: Parameters<SigningKeysStore['sign']>[0]): Promise<SignedScorecard> {
    if (this.cannot) return Promise.reject(this.cannot);
    this.over.push(root);
    return Promise.resolve({ content, root, salt: '', digest: '', key: '', signature: '' });
  }
}
