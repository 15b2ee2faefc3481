import { readPrivate, writePrivate } from '../keeping/private-file.ts';
import { stillRuns, type Identity } from './identity.ts';
import { stopProcess } from './stopping.ts';

interface Entry {
  readonly name: string;
  readonly identity: Identity;
}

/**
 * The processes a launcher has started, written down while they run, so that the next launcher can end what a killed one
 * left behind.
 */
export class ProcessRecord {
  readonly #file: string;
  #entries: readonly Entry[];

  constructor(file: string) {
    this.#file = file;
    this.#entries = readPrivate<Entry[]>(file) ?? [];
  }

  add(name: string, identity: Identity): void {
    this.#write([...this.#entries, { name, identity }]);
  }

  remove(identity: Identity): void {
    this.#write(this.#entries.filter((entry) => entry.identity.pid !== identity.pid));
  }

  /**
   * Ends what an earlier launcher left, newest first. A number that now belongs to another program is left alone.
   * @returns the names of those that were still running
   */
  async endLeftovers(stop: typeof stopLeftover = stopLeftover): Promise<string[]> {
    const ended: string[] = [];
    for (const { name, identity } of [...this.#entries].reverse()) {
      if (await stop(identity)) ended.push(name);
    }
    this.#write([]);
    return ended;
  }

  #write(entries: readonly Entry[]): void {
    this.#entries = entries;
    writePrivate(this.#file, entries);
  }
}

async function stopLeftover(identity: Identity): Promise<boolean> {
  if (!stillRuns(identity)) return false;
  await stopProcess(identity);
  return true;
}
