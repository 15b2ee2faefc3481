import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type {
  BlindPacket,
  PacketAnswer,
  Problem,
  ScorecardLocked,
  ScorecardRating,
} from '@evenhand/contracts';
import { ConnectionStore, KeptDraftsStore, problemOf } from '@evenhand/ui';
import { ReviewClient } from '../review.client';
import { SigningKeysStore } from '../signing/signing-keys.store';
import { CannotSign } from '../signing/signing.errors';
import { OtherTabsStore, type TabNews } from './other-tabs.store';
import { byKey, keyOf, readKept, stillUnsent, type Ratings } from './unsent-ratings';

/** `kept`: could not be sent, is kept in this browser, and is tried again; `adrift`: not even that. */
export type Saving = 'saved' | 'saving' | 'unsaved' | 'kept' | 'adrift';
export type Notice = 'restored' | 'locked-elsewhere';

/** What is mended by fetching the packet again and signing anew: the ratings stay as they are. */
const signAnew: ReadonlySet<string> = new Set(['root-stale', 'key-not-enrolled', 'key-retired']);
const mostSignings = 4;

const saveAfterMs = 600;
const firstRetryMs = 4_000;
const longestRetryMs = 60_000;

/** One packet while it is being rated: ratings, notes, drafts. Provided by the packet page, so each page has its own. */
@Injectable()
export class PacketStore {
  private readonly client = inject(ReviewClient);
  private readonly signing = inject(SigningKeysStore);
  private readonly drafts = inject(KeptDraftsStore);
  private readonly tabs = inject(OtherTabsStore);
  private readonly given = signal<Ratings>(new Map());
  private unsent: Ratings = new Map();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private retryMs = firstRetryMs;
  private sending: Promise<void> = Promise.resolve();
  private asked: string | null = null;

  readonly packet = signal<BlindPacket | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly notice = signal<Notice | null>(null);
  readonly saving = signal<Saving>('saved');
  readonly locking = signal(false);
  readonly answerIndex = signal(0);
  readonly answer = computed<PacketAnswer | null>(() => this.packet()?.answers[this.answerIndex()] ?? null);
  /** Ratings a whole scorecard needs. */
  readonly wanted = computed(() =>
    (this.packet()?.answers ?? []).flatMap(({ questionId, criteria }, answer) =>
      questionId === null
        ? []
        : criteria.map((criterion) => ({ answer, questionId, criterionId: criterion.id })),
    ),
  );
  readonly missing = computed(() => this.wanted().filter((key) => !this.given().has(keyOf(key))));
  readonly complete = computed(() => this.packet() !== null && this.missing().length === 0);

  constructor() {
    const { online } = inject(ConnectionStore);
    let wasOnline = untracked(online);
    effect(() => {
      const back = online() && !wasOnline;
      wasOnline = online();
      if (back) untracked(() => void this.save());
    });
    const stopListening = this.tabs.listen((news) => this.hear(news));
    inject(DestroyRef).onDestroy(() => {
      stopListening();
      this.asked = null;
      this.stopTimer();
    });
  }

  /** Opens a packet; what this browser has kept of it goes on top of what the server has. */
  async load(packetId: string): Promise<void> {
    this.asked = packetId;
    this.stopTimer();
    this.packet.set(null);
    this.notice.set(null);
    this.unsent = new Map();
    this.saving.set('saved');
    const packet = await this.fetch(packetId, (problem) => this.problem.set(problem));
    if (!packet) return;
    this.problem.set(null);
    const kept = packet.locked ? null : this.drafts.recall(packetId, readKept);
    if (packet.locked) this.drafts.drop(packetId);
    this.given.set(new Map([...byKey(packet.draft.ratings), ...(kept ?? [])]));
    this.packet.set(packet);
    // A key is made before it is needed, so that the person hears early when this browser cannot sign.
    if (!packet.locked) void this.signing.ready().catch(() => undefined);
    if (kept === null) return;
    this.unsent = kept;
    this.notice.set('restored');
    await this.save();
  }

  /**
   * Looks again at what the server has: another device may have gone on, or addresses of recordings have run out.
   * Changes nothing when it does not work or something is unsent here.
   */
  async refresh(): Promise<void> {
    const before = this.packet();
    if (!before || this.unsent.size > 0) return;
    const packet = await this.fetch(before.packetId);
    if (!packet || this.unsent.size > 0) return;
    this.given.set(byKey(packet.draft.ratings));
    if (packet.locked && !before.locked) this.notice.set('locked-elsewhere');
    this.packet.set(packet);
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

  /** A note belongs to a rating: without one there is nothing to write it to. */
  note(questionId: string, criterionId: string, note: string): void {
    const rating = this.ratingOf(questionId, criterionId);
    if (rating) this.put({ ...rating, note });
  }

  /**
   * Sends what is not saved yet, one request after the other.
   *
   * @param atOnce does not wait for a request under way: the page is being closed
   */
  async save(atOnce = false): Promise<void> {
    this.stopTimer();
    if (atOnce) return this.send(true);
    this.sending = this.sending.then(() => this.send(false));
    await this.sending;
  }

  /** Signs the scorecard and locks it for good. Null when it did not work; the problem says why. */
  async lock(): Promise<ScorecardLocked | null> {
    const packet = this.packet();
    if (!packet || this.locking()) return null;
    this.stopTimer();
    this.locking.set(true);
    try {
      const locked = await this.signAndLock(packet);
      if (locked === null) {
        await this.lockedElsewhere(packet);
        return null;
      }
      this.locked(packet);
      this.tabs.tell({ packetId: packet.packetId, rating: null });
      return locked;
    } catch (error) {
      await this.failed(error instanceof CannotSign ? error.problem : problemOf(error));
      return null;
    } finally {
      this.locking.set(false);
    }
  }

  /** Null when it was locked on another device meanwhile. */
  private async signAndLock({ packetId, root }: BlindPacket): Promise<ScorecardLocked | null> {
    const content = { ratings: this.ratings() };
    for (let signing = 1, over = root; ; signing += 1) {
      try {
        return await this.client.lock(packetId, await this.signing.sign({ content, packetId, root: over }));
      } catch (error) {
        const mendable = !(error instanceof CannotSign) && signAnew.has(problemOf(error).code);
        if (!mendable || signing === mostSignings) throw error;
      }
      const fresh = await this.client.packet(packetId);
      if (fresh.locked) return null;
      over = fresh.root;
    }
  }

  private async send(outlivesPage: boolean): Promise<void> {
    const packet = this.packet();
    if (!packet || packet.locked || this.unsent.size === 0) return;
    const sent = this.unsent;
    this.saving.set('saving');
    try {
      await this.client.saveDraft(packet.packetId, this.ratings(), outlivesPage);
      if (this.packet()?.packetId !== packet.packetId) return this.drafts.drop(packet.packetId);
      this.unsent = stillUnsent(this.unsent, sent);
      this.retryMs = firstRetryMs;
      this.problem.set(null);
      if (this.unsent.size === 0) this.drafts.drop(packet.packetId);
      else this.keep(packet.packetId);
      this.saving.set(this.unsent.size === 0 ? 'saved' : 'unsaved');
    } catch (error) {
      const problem = problemOf(error);
      if (this.packet()?.packetId !== packet.packetId || this.packet()?.locked) return;
      this.saving.set(this.keep(packet.packetId) ? 'kept' : 'adrift');
      // What will pass is said beside the scorecard and tried again; the rest needs the person.
      if (!problem.retryable) return this.failed(problem);
      this.saveIn(this.retryMs);
      this.retryMs = Math.min(longestRetryMs, 2 * this.retryMs);
    }
  }

  private async failed(problem: Problem): Promise<void> {
    const packet = this.packet();
    if (problem.code !== 'scorecard-locked' || !packet) return this.problem.set(problem);
    await this.lockedElsewhere(packet);
  }

  private async lockedElsewhere(packet: BlindPacket): Promise<void> {
    this.locked(packet);
    this.notice.set('locked-elsewhere');
    await this.refresh();
  }

  private locked(packet: BlindPacket): void {
    this.stopTimer();
    this.unsent = new Map();
    this.drafts.drop(packet.packetId);
    this.saving.set('saved');
    this.problem.set(null);
    this.packet.set({ ...packet, locked: true });
  }

  private hear({ packetId, rating }: TabNews): void {
    const packet = this.packet();
    if (packet?.packetId !== packetId || packet.locked) return;
    if (rating === null) void this.lockedElsewhere(packet);
    else this.given.update((given) => new Map(given).set(keyOf(rating), rating));
  }

  private ratings(): ScorecardRating[] {
    return [...this.given().values()];
  }

  private put(rating: ScorecardRating): void {
    const packet = this.packet();
    if (!packet || packet.locked || this.locking()) return;
    this.given.update((given) => new Map(given).set(keyOf(rating), rating));
    this.unsent = new Map(this.unsent).set(keyOf(rating), rating);
    this.keep(packet.packetId);
    this.tabs.tell({ packetId: packet.packetId, rating });
    this.saving.set('unsaved');
    this.saveIn(saveAfterMs);
  }

  private keep(packetId: string): boolean {
    return this.drafts.keep(packetId, { ratings: [...this.unsent.values()] });
  }

  /** Null when another packet is asked for meanwhile, or when it did not work. */
  private async fetch(packetId: string, failed?: (problem: Problem) => void): Promise<BlindPacket | null> {
    try {
      const packet = await this.client.packet(packetId);
      return this.asked === packetId ? packet : null;
    } catch (error) {
      if (this.asked === packetId) failed?.(problemOf(error));
      return null;
    }
  }

  private saveIn(milliseconds: number): void {
    this.stopTimer();
    this.timer = setTimeout(() => void this.save(), milliseconds);
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
