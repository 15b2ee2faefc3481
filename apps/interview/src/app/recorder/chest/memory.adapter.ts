import type { KeptTake } from './kept-take';
import type { Shelf } from './shelf.port';

/** Keeps slices as long as the page lives: for browsers that refuse storage, and for slices that no longer fit. */
export class MemoryShelf implements Shelf {
  private readonly rows = new Map<string, KeptTake>();
  private readonly slices = new Map<string, Map<number, ArrayBuffer>>();

  async takes(): Promise<KeptTake[]> {
    return [...this.rows.values()];
  }

  async save(take: KeptTake): Promise<void> {
    this.rows.set(take.takeId, take);
  }

  async put(take: KeptTake, index: number, slice: ArrayBuffer): Promise<void> {
    const ofTake = this.slices.get(take.takeId) ?? new Map<number, ArrayBuffer>();
    this.slices.set(take.takeId, ofTake.set(index, slice));
    await this.save(take);
  }

  async slice(takeId: string, index: number): Promise<ArrayBuffer | undefined> {
    return this.slices.get(takeId)?.get(index);
  }

  async drop(takeId: string): Promise<void> {
    this.rows.delete(takeId);
    this.slices.delete(takeId);
  }
}
