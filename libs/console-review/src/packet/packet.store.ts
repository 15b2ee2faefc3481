import { computed, inject, Injectable, signal } from '@angular/core';
import type { BlindPacket, PacketAnswer, ScorecardLocked, ScorecardRating } from '@evenhand/contracts';
import { problemOf } from '@evenhand/ui';
import type { Problem } from '@evenhand/contracts';
import { ReviewClient } from '../review.client';

export type Saving = 'saved' | 'saving' | 'unsaved';

const saveAfterMs = 600;
const keyOf = (key: { questionId: string; criterionId: string }): string =>
  `${key.questionId}/${key.criterionId}`;

/** One packet while it is being rated: ratings, notes, drafts. Provided by the packet page, so each packet has its own. */
@Injectable()
export class PacketStore {
  private readonly client = inject(ReviewClient);
  private readonly given = signal<ReadonlyMap<string, ScorecardRating>>(new Map());
  private timer: ReturnType<typeof setTimeout> | null = null;

  readonly packet = signal<BlindPacket | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly saving = signal<Saving>('saved');
  readonly answerIndex = signal(0);
  readonly answer = computed<PacketAnswer | null>(() => this.packet()?.answers[this.answerIndex()] ?? null);
  /** Ratings a whole scorecard needs. */
  readonly wanted = computed(() =>
    (this.packet()?.answers ?? []).flatMap((answer, index) =>
      answer.questionId === null
        ? []
        : answer.criteria.map((criterion) => ({
            answer: index,
            questionId: answer.questionId ?? '',
            criterionId: criterion.id,
          })),
    ),
  );
  readonly missing = computed(() => this.wanted().filter((key) => !this.given().has(keyOf(key))));
  readonly complete = computed(() => this.packet() !== null && this.missing().length === 0);

  async load(packetId: string): Promise<void> {
    await this.attempt(async () => {
      const packet = await this.client.packet(packetId);
      this.given.set(new Map(packet.draft.ratings.map((rating) => [keyOf(rating), rating])));
      this.answerIndex.set(0);
      this.saving.set('saved');
      this.packet.set(packet);
    });
  }

  ratingOf(questionId: string, criterionId: string): ScorecardRating | undefined {
    return this.given().get(keyOf({ questionId, criterionId }));
  }

  /** Answers with every criterion rated. */
  isRated(index: number): boolean {
    return !this.missing().some((key) => key.answer === index);
  }

  rate(questionId: string, criterionId: string, rating: ScorecardRating['rating']): void {
    this.put({ ...this.ratingOf(questionId, criterionId), questionId, criterionId, rating });
  }

  /** A note belongs to a rating; without one it waits in the input. */
  note(questionId: string, criterionId: string, note: string): void {
    const rating = this.ratingOf(questionId, criterionId);
    if (rating) this.put({ ...rating, note });
  }

  /** Sends what is not saved yet. */
  async save(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const packet = this.packet();
    if (!packet || packet.locked || this.saving() !== 'unsaved') return;
    this.saving.set('saving');
    const saved = await this.attempt(() => this.client.saveDraft(packet.packetId, this.ratings()));
    // A rating given while the request was under way has set it to unsaved again.
    if (this.saving() === 'saving') this.saving.set(saved ? 'saved' : 'unsaved');
  }

  /** Locks the scorecard for good. Null when it did not work; the problem says why. */
  async lock(): Promise<ScorecardLocked | null> {
    const packet = this.packet();
    if (!packet) return null;
    if (this.timer !== null) clearTimeout(this.timer);
    let locked: ScorecardLocked | null = null;
    await this.attempt(async () => {
      locked = await this.client.lock(packet.packetId, this.ratings());
      this.saving.set('saved');
      this.packet.set({ ...packet, locked: true });
    });
    return locked;
  }

  private ratings(): ScorecardRating[] {
    return [...this.given().values()];
  }

  private put(rating: ScorecardRating): void {
    if (this.packet()?.locked) return;
    this.given.update((given) => new Map(given).set(keyOf(rating), rating));
    this.saving.set('unsaved');
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), saveAfterMs);
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.problem.set(null);
      return true;
    } catch (error) {
      this.problem.set(problemOf(error));
      return false;
    }
  }
}
