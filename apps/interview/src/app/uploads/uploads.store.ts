import { inject, Injectable } from '@angular/core';
import { Trouble } from '@evenhand/domain';
import { ConnectionStore } from '../frame/connection.store';
import { PortalClient } from '../portal/portal.client';
import { PortalStore } from '../portal/portal.store';
import { Chest } from '../recorder/chest/chest';
import { IndexedDbShelf } from '../recorder/chest/indexed-db.adapter';
import { bytesOf, type KeptTake } from '../recorder/chest/kept-take';
import type { Sink } from '../recorder/sink.port';
import { type LineTrouble, type RecordingPhase, RecordingsStore } from './recordings.store';
import { TakeUpload, type UploadNews } from './take-upload';
import { TusClient } from './tus.client';

/** Milliseconds until the server is told again that a take is not wanted. */
const DISCARD_AGAIN = 10_000;

/** The end of one slice. */
interface Mark {
  readonly bytes: number;
  readonly ms: number;
}

/** Keeps recordings and brings them to the server, one upload for each, whatever screen is shown. */
@Injectable({ providedIn: 'root' })
export class UploadsStore {
  private readonly recordings = inject(RecordingsStore);
  private readonly connection = inject(ConnectionStore);
  private readonly client = inject(PortalClient);
  private readonly portal = inject(PortalStore);
  private readonly tus = inject(TusClient);
  private readonly running = new Map<string, AbortController>();
  /** Takes this very page is recording or has recorded; an unfinished one of another page is a crash. */
  private readonly own = new Set<string>();
  /** Where every slice of this page ends, in bytes and in time. */
  private readonly marks = new Map<string, Mark[]>();
  private chest: Promise<Chest> | null = null;

  /** Goes on with whatever earlier pages left. */
  async resume(interviewId: string): Promise<void> {
    const chest = await this.opened();
    for (const take of await chest.takesOf(interviewId)) this.start(chest, take.takeId);
    this.recordings.known.set(true);
  }

  /** A place for one new recording. Nothing needs the server yet. */
  sinkFor(interviewId: string, questionId: string): Sink & { readonly takeId: string } {
    const takeId = crypto.randomUUID();
    const empty = { uploadsUrl: null, uploadUrl: null, lengths: [], recordedMs: 0, complete: false };
    return {
      takeId,
      begin: (kind, format) =>
        this.begin({ takeId, interviewId, questionId, kind, format, ...empty, begunAt: Date.now() }),
      append: (slice, recordedMs) => this.append(takeId, slice, recordedMs),
      complete: () => this.complete(takeId),
      leave: () => this.leave(takeId),
      giveUp: () => this.giveUp(takeId),
    };
  }

  /** What is kept of a recording, to play here. */
  async playback(takeId: string): Promise<Blob> {
    const chest = await this.opened();
    const bytes = await chest.read(takeId, 0, Number.MAX_SAFE_INTEGER);
    return new Blob([bytes], { type: chest.take(takeId)?.format ?? '' });
  }

  private async begin(take: KeptTake): Promise<void> {
    const chest = await this.opened();
    this.own.add(take.takeId);
    await chest.begin(take);
    this.start(chest, take.takeId);
  }

  /** Keeps a slice before anything else happens to it. */
  private async append(takeId: string, slice: ArrayBuffer, recordedMs: number): Promise<void> {
    const chest = await this.opened();
    await chest.append(takeId, slice, recordedMs);
    const bytes = bytesOf(chest.take(takeId) ?? { lengths: [] });
    this.marks.set(takeId, [...(this.marks.get(takeId) ?? []), { bytes, ms: recordedMs }]);
    this.recordings.overflowing.set(chest.overflowing);
    this.show(chest, takeId, {});
  }

  /**
   * No slice follows: the rest is sent and the take finished.
   *
   * @param recordedMs its length, where looking through it has shown it to be another one
   */
  async complete(takeId: string, recordedMs?: number): Promise<void> {
    const chest = await this.opened();
    await chest.change(takeId, { complete: true, ...(recordedMs !== undefined && { recordedMs }) });
    this.show(chest, takeId, { phase: 'sending' });
    this.start(chest, takeId);
  }

  private async leave(takeId: string): Promise<void> {
    this.own.delete(takeId);
    this.show(await this.opened(), takeId, {});
  }

  /** Forgets a recording that was never finished, here and on the server. It uses nothing up. */
  async giveUp(takeId: string): Promise<void> {
    const chest = await this.opened();
    const known = chest.take(takeId)?.uploadsUrl !== null;
    this.running.get(takeId)?.abort();
    this.recordings.remove(takeId);
    await chest.drop(takeId);
    this.recordings.overflowing.set(chest.overflowing);
    if (known) await this.discard(takeId);
  }

  /** Sends a recording again that the server would not have. */
  async tryAgain(takeId: string): Promise<void> {
    this.start(await this.opened(), takeId);
  }

  /** A take left open keeps its place, so the server is told even if that takes a while. */
  private async discard(takeId: string): Promise<void> {
    try {
      this.portal.show(await this.client.discardTake(takeId));
    } catch (error) {
      if (error instanceof Trouble && error.retryable)
        void this.connection.pause(DISCARD_AGAIN).then(() => this.discard(takeId));
    }
  }

  private opened(): Promise<Chest> {
    this.chest ??= openShelf().then((shelf) => new Chest(shelf));
    return this.chest;
  }

  private start(chest: Chest, takeId: string): void {
    if (this.running.has(takeId)) return;
    const giveUp = new AbortController();
    this.running.set(takeId, giveUp);
    this.show(chest, takeId, {});
    const work = () => this.deliver(chest, takeId, giveUp.signal);
    const takeOver = async () => {
      if (await chest.reread(takeId)) return work();
      this.recordings.remove(takeId);
      await this.portal.refresh();
    };
    void alone(takeId, work, () => this.show(chest, takeId, { phase: 'elsewhere' }), takeOver).finally(() =>
      this.running.delete(takeId),
    );
  }

  private async deliver(chest: Chest, takeId: string, givenUp: AbortSignal): Promise<void> {
    const server = {
      portal: this.client,
      tus: this.tus,
      pause: (milliseconds: number) => this.connection.pause(milliseconds),
    };
    const tell = (news: UploadNews) => this.heard(chest, takeId, news);
    await new TakeUpload(takeId, chest, server, tell).run(givenUp);
  }

  private heard(chest: Chest, takeId: string, news: UploadNews): void {
    if (news.phase === 'stored') {
      this.recordings.deliver(takeId);
      this.recordings.overflowing.set(chest.overflowing);
      return;
    }
    const { phase, sent, code, slow } = news;
    const line = phase === 'waiting' ? phase : slow ? 'slow' : null;
    this.show(chest, takeId, { sent, code, line, ...(phase !== 'sending' && { phase }) });
  }

  private show(
    chest: Chest,
    takeId: string,
    change: { phase?: RecordingPhase; sent?: number; code?: string | null; line?: LineTrouble | null },
  ): void {
    const take = chest.take(takeId);
    if (take === undefined) return;
    const before = this.recordings.recordings().find((one) => one.takeId === takeId);
    this.recordings.put({
      takeId,
      questionId: take.questionId,
      kind: take.kind,
      recordedMs: take.recordedMs,
      safeMs: this.own.has(takeId) ? this.safeMs(chest, takeId, change.sent ?? before?.sent ?? 0) : null,
      bytes: bytesOf(take),
      sent: change.sent ?? before?.sent ?? 0,
      code: change.code ?? null,
      line: change.line === undefined ? (before?.line ?? null) : change.line,
      phase: this.phaseOf(take, change.phase),
    });
  }

  /** Of a slice that was handed over late, only what the one before it promised is certain. */
  private safeMs(chest: Chest, takeId: string, sent: number): number {
    const covered = Math.max(chest.shelvedBytes(takeId), sent);
    return (this.marks.get(takeId) ?? []).filter(({ bytes }) => bytes <= covered).at(-2)?.ms ?? 0;
  }

  private phaseOf(take: KeptTake, told: RecordingPhase | undefined): RecordingPhase {
    if (told === 'refused' || told === 'elsewhere') return told;
    if (!take.complete) return this.own.has(take.takeId) ? 'recording' : 'unfinished';
    return told ?? 'sending';
  }
}

/** Null where the browser refuses storage; some refuse by throwing at once. */
async function openShelf(): Promise<IndexedDbShelf | null> {
  try {
    return await IndexedDbShelf.open(indexedDB);
  } catch {
    return null;
  }
}

/**
 * Runs `work` while no other tab works on this recording. Where one does, says so with `busy`, waits until it is closed
 * and runs `takeOver`. A browser without locks is trusted to have one tab.
 */
async function alone(
  takeId: string,
  work: () => Promise<void>,
  busy: () => void,
  takeOver: () => Promise<void>,
): Promise<void> {
  if (!('locks' in navigator)) return work();
  const name = `evenhand-recording-${takeId}`;
  const free = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
    return lock !== null;
  });
  if (free) return;
  busy();
  await navigator.locks.request(name, takeOver);
}
