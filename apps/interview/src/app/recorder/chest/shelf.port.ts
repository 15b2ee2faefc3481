import type { KeptTake } from './kept-take';

/** A place for takes and their slices. */
export interface Shelf {
  takes(): Promise<KeptTake[]>;
  save(take: KeptTake): Promise<void>;
  /** Stores a slice and the take that counts it, both or neither. */
  put(take: KeptTake, index: number, slice: ArrayBuffer): Promise<void>;
  slice(takeId: string, index: number): Promise<ArrayBuffer | undefined>;
  drop(takeId: string): Promise<void>;
}
