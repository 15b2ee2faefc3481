import type { KeptTake } from './kept-take';
import { bytesOf, piecesOf } from './kept-take';
import { MemoryShelf } from './memory.adapter';
import type { Shelf } from './shelf.port';

/** A slice that should be here is gone: the browser cleared its storage, or the page was closed on a full disk. */
export class SliceLostError extends Error {
  readonly code = 'slice-lost';
  readonly retryable = false;
}

/** `refused`: the browser lets the page keep nothing. `full`: there is no room left. */
export type Overflow = 'refused' | 'full';

/**
 * All recordings this browser keeps. A slice goes to the shelf first; where the shelf is full it stays in memory and
 * {@link Chest.overflowing} says so. Slices stay until the whole take is dropped.
 */
export class Chest {
  private readonly rows = new Map<string, KeptTake>();
  private readonly spill = new MemoryShelf();
  private readonly waiting = new Set<() => void>();
  /** Takes of which the shelf holds only the beginning, with the bytes of it. */
  private readonly spilt = new Map<string, number>();
  private last: Promise<unknown> = Promise.resolve();

  /** @param shelf null where the browser refuses storage: then everything stays in memory */
  constructor(private readonly shelf: Shelf | null) {}

  /** Why a part of a recording lives only as long as this page; null when everything is on the shelf. */
  get overflowing(): Overflow | null {
    if (this.spilt.size === 0) return null;
    return this.shelf === null ? 'refused' : 'full';
  }

  /** Bytes of a take that outlive this page. */
  shelvedBytes(takeId: string): number {
    const take = this.rows.get(takeId);
    return this.spilt.get(takeId) ?? (take === undefined ? 0 : bytesOf(take));
  }

  /** Takes left from before, read anew; those of this page included. */
  async takesOf(interviewId: string): Promise<KeptTake[]> {
    for (const take of (await this.shelf?.takes()) ?? [])
      if (!this.rows.has(take.takeId)) this.rows.set(take.takeId, take);
    return [...this.rows.values()]
      .filter((take) => take.interviewId === interviewId)
      .sort((a, b) => a.begunAt - b.begunAt);
  }

  /** Reads one take anew, after another tab may have changed it. @returns whether it is still there */
  async reread(takeId: string): Promise<boolean> {
    const take = (await this.shelf?.takes())?.find((one) => one.takeId === takeId);
    if (take === undefined) this.rows.delete(takeId);
    else this.rows.set(takeId, take);
    return take !== undefined;
  }

  take(takeId: string): KeptTake | undefined {
    return this.rows.get(takeId);
  }

  begin(take: KeptTake): Promise<void> {
    this.rows.set(take.takeId, take);
    return this.inTurn(async () => {
      await this.onShelf(take.takeId, (shelf) => shelf.save(take));
    });
  }

  /** Keeps one more slice. `recordedMs` is the length of the recording with it. */
  append(takeId: string, slice: ArrayBuffer, recordedMs: number): Promise<void> {
    return this.inTurn(async () => {
      const before = this.known(takeId);
      const index = before.lengths.length;
      const take = { ...before, lengths: [...before.lengths, slice.byteLength], recordedMs };
      const shelved = await this.onShelf(takeId, (shelf) => shelf.put(take, index, slice));
      if (!shelved) await this.spill.put(take, index, slice);
      this.replace(take);
    });
  }

  change(
    takeId: string,
    change: Partial<Pick<KeptTake, 'uploadsUrl' | 'uploadUrl' | 'complete' | 'recordedMs'>>,
  ): Promise<void> {
    return this.inTurn(async () => {
      const take = { ...this.known(takeId), ...change };
      await this.onShelf(take.takeId, (shelf) => shelf.save(take));
      this.replace(take);
    });
  }

  /**
   * Bytes `from` to `to` of a recording, `to` not included and cut to what is there.
   *
   * @throws SliceLostError
   */
  async read(takeId: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const take = this.known(takeId);
    const bytes = new Uint8Array(Math.max(0, Math.min(to, bytesOf(take)) - from));
    let at = 0;
    for (const piece of piecesOf(take.lengths, from, to)) {
      const slice =
        (await this.spill.slice(takeId, piece.index)) ?? (await this.shelf?.slice(takeId, piece.index));
      if (slice === undefined || slice.byteLength < piece.to)
        throw new SliceLostError('A part of this recording is no longer on this device.');
      bytes.set(new Uint8Array(slice, piece.from, piece.to - piece.from), at);
      at += piece.to - piece.from;
    }
    return bytes;
  }

  drop(takeId: string): Promise<void> {
    return this.inTurn(async () => {
      this.rows.delete(takeId);
      await this.spill.drop(takeId);
      this.spilt.delete(takeId);
      await this.onShelf(takeId, (shelf) => shelf.drop(takeId));
      this.spilt.delete(takeId);
      this.announce();
    });
  }

  /** Resolves when something about any take has changed. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private known(takeId: string): KeptTake {
    const take = this.rows.get(takeId);
    if (take === undefined) throw new SliceLostError('This recording is no longer on this device.');
    return take;
  }

  private replace(take: KeptTake): void {
    this.rows.set(take.takeId, take);
    this.announce();
  }

  /** One write after the other: a slice and a change of its take must not overtake each other. */
  private inTurn(write: () => Promise<void>): Promise<void> {
    const turn = this.last.then(write);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private announce(): void {
    const listeners = [...this.waiting];
    this.waiting.clear();
    listeners.forEach((listener) => listener());
  }

  /**
   * What does not fit must not stop a recording. After the first slice that did not fit, the shelf gets no more of
   * this take: what lies there stays a whole beginning.
   *
   * @returns whether it lies on the shelf
   */
  private async onShelf(takeId: string, write: (shelf: Shelf) => Promise<void>): Promise<boolean> {
    if (this.spilt.has(takeId)) return false;
    const before = this.rows.get(takeId);
    const shelved = this.shelf === null || before === undefined ? 0 : bytesOf(before);
    if (this.shelf === null) {
      this.spilt.set(takeId, shelved);
      return false;
    }
    try {
      await write(this.shelf);
      return true;
    } catch {
      this.spilt.set(takeId, shelved);
      return false;
    }
  }
}
