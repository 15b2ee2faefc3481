import { inject, Injectable } from '@angular/core';
import { ConnectionStore } from '../frame/connection.store';
import { PortalClient } from '../portal/portal.client';
import { Chest } from '../recorder/chest/chest';
import { IndexedDbShelf } from '../recorder/chest/indexed-db.adapter';
import { bytesOf, type KeptTake } from '../recorder/chest/kept-take';
import type { Sink } from '../recorder/sink.port';
import { type RecordingPhase, RecordingsStore } from './recordings.store';
import { TakeUpload, type UploadNews } from './take-upload';
import { TusClient } from './tus.client';

/** Keeps recordings and brings them to the server, one upload for each, whatever screen is shown. */
@Injectable({ providedIn: 'root' })
export class UploadsStore {
  private readonly recordings = inject(RecordingsStore);
  private readonly connection = inject(ConnectionStore);
  private readonly portal = inject(PortalClient);
  private readonly tus = inject(TusClient);
  private readonly running = new Map<string, AbortController>();
  /** Takes this very page is recording or has recorded; an unfinished one of another page is a crash. */
  private readonly own = new Set<string>();
  private chest: Promise<Chest> | null = null;

  /** Goes on with whatever earlier pages left. */
  async resume(interviewId: string): Promise<void> {
    const chest = await this.opened();
    for (const take of await chest.takesOf(interviewId)) this.start(chest, take.localId);
  }

  /** A place for one new recording. Nothing needs the server yet. */
  sinkFor(interviewId: string, questionId: string): Sink & { readonly localId: string } {
    const localId = crypto.randomUUID();
    const empty = {
      takeId: null,
      uploadsUrl: null,
      uploadUrl: null,
      lengths: [],
      recordedMs: 0,
      complete: false,
    };
    return {
      localId,
      begin: (kind, format) =>
        this.begin({ localId, interviewId, questionId, kind, format, ...empty, begunAt: Date.now() }),
      append: (slice, recordedMs) => this.append(localId, slice, recordedMs),
      complete: () => this.complete(localId),
      leave: () => this.leave(localId),
      giveUp: () => this.giveUp(localId),
    };
  }

  /** What is kept of a recording, to play here. */
  async playback(localId: string): Promise<Blob> {
    const chest = await this.opened();
    const bytes = await chest.read(localId, 0, Number.MAX_SAFE_INTEGER);
    return new Blob([bytes], { type: chest.take(localId)?.format ?? '' });
  }

  private async begin(take: KeptTake): Promise<void> {
    const chest = await this.opened();
    this.own.add(take.localId);
    await chest.begin(take);
    this.start(chest, take.localId);
  }

  /** Keeps a slice before anything else happens to it. */
  private async append(localId: string, slice: ArrayBuffer, recordedMs: number): Promise<void> {
    const chest = await this.opened();
    await chest.append(localId, slice, recordedMs);
    this.recordings.overflowing.set(chest.overflowing);
    this.show(chest, localId, {});
  }

  /** No slice follows: the rest is sent and the take finished. */
  async complete(localId: string): Promise<void> {
    const chest = await this.opened();
    await chest.change(localId, { complete: true });
    this.show(chest, localId, { phase: 'sending' });
    this.start(chest, localId);
  }

  private async leave(localId: string): Promise<void> {
    this.own.delete(localId);
    this.show(await this.opened(), localId, {});
  }

  /** Forgets a recording that was never finished. */
  async giveUp(localId: string): Promise<void> {
    const chest = await this.opened();
    this.running.get(localId)?.abort();
    this.recordings.remove(localId);
    await chest.drop(localId);
    this.recordings.overflowing.set(chest.overflowing);
  }

  private opened(): Promise<Chest> {
    this.chest ??= IndexedDbShelf.open(indexedDB).then(
      (shelf) => new Chest(shelf),
      () => new Chest(null),
    );
    return this.chest;
  }

  private start(chest: Chest, localId: string): void {
    if (this.running.has(localId)) return;
    const giveUp = new AbortController();
    this.running.set(localId, giveUp);
    this.show(chest, localId, {});
    const work = () => this.deliver(chest, localId, giveUp.signal);
    const takeOver = async () => {
      if (await chest.reread(localId)) await work();
      else this.recordings.remove(localId);
    };
    void alone(localId, work, () => this.show(chest, localId, { phase: 'elsewhere' }), takeOver).finally(() =>
      this.running.delete(localId),
    );
  }

  private async deliver(chest: Chest, localId: string, givenUp: AbortSignal): Promise<void> {
    const server = {
      portal: this.portal,
      tus: this.tus,
      pause: (milliseconds: number) => this.connection.pause(milliseconds),
    };
    const tell = (news: UploadNews) => this.heard(chest, localId, news);
    await new TakeUpload(localId, chest, server, tell).run(givenUp);
  }

  private heard(chest: Chest, localId: string, news: UploadNews): void {
    if (news.phase === 'stored') {
      this.recordings.remove(localId);
      this.recordings.overflowing.set(chest.overflowing);
      this.recordings.delivered.update((count) => count + 1);
      return;
    }
    const { phase, sent, code } = news;
    this.show(chest, localId, { sent, code, ...(phase !== 'sending' && { phase }) });
  }

  private show(
    chest: Chest,
    localId: string,
    change: { phase?: RecordingPhase; sent?: number; code?: string | null },
  ): void {
    const take = chest.take(localId);
    if (take === undefined) return;
    const before = this.recordings.recordings().find((one) => one.localId === localId);
    this.recordings.put({
      localId,
      questionId: take.questionId,
      takeId: take.takeId,
      kind: take.kind,
      recordedMs: take.recordedMs,
      bytes: bytesOf(take),
      sent: change.sent ?? before?.sent ?? 0,
      code: change.code ?? null,
      phase: this.phaseOf(take, change.phase),
    });
  }

  private phaseOf(take: KeptTake, told: RecordingPhase | undefined): RecordingPhase {
    if (told === 'refused' || told === 'elsewhere') return told;
    if (!take.complete) return this.own.has(take.localId) ? 'recording' : 'unfinished';
    return told ?? 'sending';
  }
}

/**
 * Runs `work` while no other tab works on this recording. Where one does, says so with `busy`, waits until it is closed
 * and runs `takeOver`. A browser without locks is trusted to have one tab.
 */
async function alone(
  localId: string,
  work: () => Promise<void>,
  busy: () => void,
  takeOver: () => Promise<void>,
): Promise<void> {
  if (!('locks' in navigator)) return work();
  const name = `evenhand-recording-${localId}`;
  const free = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
    return lock !== null;
  });
  if (free) return;
  busy();
  await navigator.locks.request(name, takeOver);
}
