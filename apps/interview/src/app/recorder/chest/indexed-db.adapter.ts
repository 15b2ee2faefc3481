import type { KeptTake } from './kept-take';
import type { Shelf } from './shelf.port';

const NAME = 'evenhand-recordings';
const VERSION = 1;
const TAKES = 'takes';
const SLICES = 'slices';

/**
 * Keeps slices in this browser's own database, written through to the disk before anybody is told.
 * Slices are bytes, not blobs: older versions of Safari lose blobs they stored.
 */
export class IndexedDbShelf implements Shelf {
  private constructor(private readonly database: IDBDatabase) {}

  /** @throws DOMException where the browser refuses storage, as some do in private windows */
  static async open(factory: IDBFactory): Promise<IndexedDbShelf> {
    const request = factory.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TAKES, { keyPath: 'takeId' });
      request.result.createObjectStore(SLICES);
    };
    const database = await answerOf(request);
    database.onversionchange = () => database.close();
    return new IndexedDbShelf(database);
  }

  async takes(): Promise<KeptTake[]> {
    const request = this.reading(TAKES).objectStore(TAKES).getAll() as IDBRequest<KeptTake[]>;
    return answerOf(request);
  }

  async save(take: KeptTake): Promise<void> {
    await this.writing((takes) => takes.put(take));
  }

  async put(take: KeptTake, index: number, slice: ArrayBuffer): Promise<void> {
    await this.writing((takes, slices) => {
      slices.put(slice, [take.takeId, index]);
      takes.put(take);
    });
  }

  async slice(takeId: string, index: number): Promise<ArrayBuffer | undefined> {
    const request = this.reading(SLICES).objectStore(SLICES).get([takeId, index]) as IDBRequest<
      ArrayBuffer | undefined
    >;
    return answerOf(request);
  }

  async drop(takeId: string): Promise<void> {
    await this.writing((takes, slices) => {
      slices.delete(IDBKeyRange.bound([takeId, 0], [takeId, Number.MAX_SAFE_INTEGER]));
      takes.delete(takeId);
    });
  }

  private reading(store: string): IDBTransaction {
    return this.database.transaction(store, 'readonly');
  }

  private writing(change: (takes: IDBObjectStore, slices: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction([TAKES, SLICES], 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException('Aborted', 'AbortError'));
      change(transaction.objectStore(TAKES), transaction.objectStore(SLICES));
    });
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('Unknown', 'UnknownError'));
  });
}
