import { refuse, type Refusal } from '../checked';

/** Bytes of a whole pack. */
export const MAX_PACK = 2 ** 30;
/** Bytes of one entry of the log. */
export const MAX_LEAF = 2 ** 14;
/** Bytes of everything in a pack that is not the log, taken together. */
export const MAX_SECTIONS = 2 ** 26;

const LEAVES = 'leaves';
const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What a pack is cut into. The bytes are good only until the call returns. */
export interface PackParts {
  section(name: string, value: Uint8Array): void;
  /** The entries of the log come next. */
  log(): void;
  leaf(bytes: Uint8Array): void;
}

type State = 'object' | 'key' | 'colon' | 'value' | 'list' | 'leaf' | 'next-leaf' | 'next-key' | 'end';

/** Raised inside, caught in {@link PackCutter.feed}. */
class CutFault extends Error {
  constructor(
    readonly where: string,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Cuts the text of a pack into its sections and, one by one, the entries of its log, while it arrives. Holds one section or
 * one entry at a time, however long the pack is. White space between sections and entries is refused: a pack is canonical.
 */
export class PackCutter {
  private state: State = 'object';
  private name = '';
  private leaves = 0;
  private taken = 0;
  private inSections = 0;
  /** Pieces of the value under way that came with earlier chunks. */
  private kept: Uint8Array[] = [];
  private keptLength = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;

  constructor(private readonly parts: PackParts) {}

  /** Takes in the next bytes; a refusal is final. */
  feed(chunk: Uint8Array): Refusal | undefined {
    this.taken += chunk.length;
    if (this.taken > MAX_PACK) return refuse('pack', `is longer than ${MAX_PACK} bytes`);
    try {
      let at = 0;
      while (at < chunk.length) at = this.step(chunk, at);
      return undefined;
    } catch (fault) {
      if (fault instanceof CutFault) return refuse(fault.where, fault.message);
      throw fault;
    }
  }

  /** Says whether what came was a whole pack. */
  end(): Refusal | undefined {
    return this.state === 'end' ? undefined : refuse(this.place(), 'ends in the middle');
  }

  private step(chunk: Uint8Array, at: number): number {
    const byte = chunk[at];
    switch (this.state) {
      case 'object':
        return this.expect(byte === OPEN_OBJECT, at, 'key');
      case 'key':
        return this.cut(chunk, at, (bytes) => {
          this.name = nameIn(bytes) ?? this.refuseHere('is no name of a section');
          this.state = 'colon';
        });
      case 'colon':
        return this.expect(byte === COLON, at, this.name === LEAVES ? 'list' : 'value');
      case 'value':
        return this.cut(chunk, at, (bytes) => {
          this.parts.section(this.name, bytes);
          this.state = 'next-key';
        });
      case 'list':
        if (byte === OPEN_LIST) this.parts.log();
        return this.expect(byte === OPEN_LIST, at, 'leaf');
      case 'leaf':
        if (byte === CLOSE_LIST && this.leaves === 0 && this.keptLength === 0) {
          return this.expect(true, at, 'next-key');
        }
        return this.cut(chunk, at, (bytes) => {
          this.parts.leaf(bytes);
          this.leaves += 1;
          this.state = 'next-leaf';
        });
      case 'next-leaf':
        if (byte === CLOSE_LIST) return this.expect(true, at, 'next-key');
        return this.expect(byte === COMMA, at, 'leaf');
      case 'next-key':
        if (byte === CLOSE_OBJECT) return this.expect(true, at, 'end');
        return this.expect(byte === COMMA, at, 'key');
      case 'end':
        return this.refuseHere('goes on behind its end');
    }
  }

  private expect(holds: boolean, at: number, next: State): number {
    if (!holds) this.refuseHere('is not JSON without spaces');
    this.state = next;
    return at + 1;
  }

  /** Takes in a value up to its end, which for a bare word is where something else begins. */
  private cut(chunk: Uint8Array, from: number, done: (bytes: Uint8Array) => void): number {
    let at = from;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) {
          this.inString = false;
          if (this.depth === 0) return this.finish(chunk, from, at + 1, done);
        }
      } else if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (this.depth === 0) return this.finish(chunk, from, at, done);
        this.depth -= 1;
        if (this.depth === 0) return this.finish(chunk, from, at + 1, done);
      } else if (byte === COMMA && this.depth === 0) return this.finish(chunk, from, at, done);
    }
    this.bound(this.keptLength + at - from);
    this.kept.push(chunk.slice(from, at));
    this.keptLength += at - from;
    return at;
  }

  private finish(chunk: Uint8Array, from: number, to: number, done: (bytes: Uint8Array) => void): number {
    const length = this.keptLength + to - from;
    this.bound(length);
    if (length === 0) this.refuseHere('is empty');
    if (this.state !== 'leaf') this.inSections += length;
    const last = chunk.subarray(from, to);
    const bytes = this.keptLength === 0 ? last : joined([...this.kept, last], length);
    this.kept = [];
    this.keptLength = 0;
    this.inString = false;
    done(bytes);
    return to;
  }

  private bound(length: number): void {
    const [most, what] =
      this.state === 'leaf' ? [MAX_LEAF, 'an entry'] : [MAX_SECTIONS, 'what is not the log'];
    const size = this.state === 'leaf' ? length : this.inSections + length;
    if (size > most) this.refuseHere(`is longer than the ${most} bytes that ${what} may have`);
  }

  private refuseHere(reason: string): never {
    throw new CutFault(this.place(), reason);
  }

  private place(): string {
    if (this.state === 'leaf' || this.state === 'next-leaf') return `leaves[${this.leaves}]`;
    return this.name === '' || this.state === 'end' ? 'pack' : this.name;
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Names of sections are letters and digits in quotes. */
function nameIn(bytes: Uint8Array): string | undefined {
  const name = String.fromCharCode(...bytes.subarray(0, 34));
  return /^"[A-Za-z0-9]{1,32}"$/.test(name) && bytes.length === name.length ? name.slice(1, -1) : undefined;
}
