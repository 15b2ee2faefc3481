import type { Logged } from './log-of-pack';
import type { Pack } from './pack';

/** What the log says of one interview, in its order. */
export class History {
  constructor(
    readonly interview: string,
    readonly entries: readonly Logged[],
  ) {}

  all(type: string, round?: number): Logged[] {
    return this.entries.filter(
      (entry) => entry.type === type && (round === undefined || entry.number('round') === round),
    );
  }

  first(type: string, round?: number): Logged | undefined {
    return this.all(type, round)[0];
  }

  /** Numbers of its reviews, from the first. */
  get rounds(): number[] {
    const numbers = this.entries
      .map((entry) => entry.number('round'))
      .filter((round) => !Number.isNaN(round));
    return [...new Set(numbers)].sort((one, other) => one - other);
  }

  /** The entry with which a round was revealed. */
  revealed(round: number): Logged | undefined {
    return this.entries.find(
      (entry) => (entry.type === 'released' || entry.type === 'withheld') && entry.number('round') === round,
    );
  }
}

/** The history of every interview that the pack speaks of, the ones with evidence first. */
export function historiesOf(pack: Pack): ReadonlyMap<string, History> {
  const ids = [...pack.interviews.map(({ id }) => id), ...pack.invited.flat()];
  const entries = new Map<string, Logged[]>(ids.map((id) => [id, []]));
  for (const entry of pack.log.entries) entries.get(entry.text('interview'))?.push(entry);
  return new Map([...entries].map(([id, own]) => [id, new History(id, own)]));
}
