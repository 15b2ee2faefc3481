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
    this.rows.set(take.localId, take);
  }

  async put(take: KeptTake, index: number, slice: ArrayBuffer): Promise<void> {
    const ofTake = this.slices.get(take.localId) ?? new Map<number, ArrayBuffer>();
    this.slices.set(take.localId, ofTake.set(index, slice));
    await this.save(take);
  }

  async slice(localId: string, index: number): Promise<ArrayBuffer | undefined> {
    return this.slices.get(localId)?.get(index);
  }

  async drop(localId: string): Promise<void> {
    this.rows.delete(localId);
    this.slices.delete(localId);
  }
}
