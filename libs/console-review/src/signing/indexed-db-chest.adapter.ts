import { KeyChest, type KeptPair } from './key-chest.port';

const NAME = 'evenhand-signing';
const VERSION = 1;
const PAIRS = 'pairs';

/**
 * Keeps pairs of keys in this browser's own database. The private half is stored as the browser's own object, which signs and
 * cannot be read, by us or by anybody.
 *
 * Every call may end in a DOMException: in private windows some browsers refuse the database, others refuse keys in it.
 */
export class IndexedDbChest extends KeyChest {
  private opened: Promise<IDBDatabase> | null = null;

  override async find(account: string): Promise<KeptPair | null> {
    const pairs = (await this.database()).transaction(PAIRS, 'readonly').objectStore(PAIRS);
    return (await answerOf(pairs.get(account) as IDBRequest<KeptPair | undefined>)) ?? null;
  }

  override async keep(kept: KeptPair, instead: string | null): Promise<KeptPair> {
    const database = await this.database();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(PAIRS, 'readwrite', { durability: 'strict' });
      const pairs = transaction.objectStore(PAIRS);
      let now = kept;
      const before = pairs.get(kept.account) as IDBRequest<KeptPair | undefined>;
      before.onsuccess = () => {
        const other = before.result;
        if (other !== undefined && other.key !== instead) now = other;
        else {
          try {
            pairs.put(kept);
          } catch (refused) {
            reject(asError(refused));
            transaction.abort();
          }
        }
      };
      transaction.oncomplete = () => resolve(now);
      transaction.onabort = () => reject(transaction.error ?? new DOMException('Aborted', 'AbortError'));
    });
  }

  private database(): Promise<IDBDatabase> {
    this.opened ??= open();
    // What failed once is tried again: the person may have made room.
    this.opened.catch(() => (this.opened = null));
    return this.opened;
  }
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => void request.result.createObjectStore(PAIRS, { keyPath: 'account' });
  const database = await answerOf(request);
  database.onversionchange = () => database.close();
  return database;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('Unknown', 'UnknownError'));
  });
}

const asError = (refused: unknown): Error =>
  refused instanceof Error ? refused : new Error(String(refused));
