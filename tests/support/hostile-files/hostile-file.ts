/** What a hostile file can be besides bytes. */
export type Content = Buffer | { readonly link: string } | { readonly special: 'folder' | 'fifo' };

/** Where the file will lie, and what lies beside it and must not be opened. */
export interface Surroundings {
  readonly folder: string;
  /** Somebody else's recording; also reachable as `canary.wav` from the file's own folder. */
  readonly canary: string;
}

export interface HostileFile {
  /** Unique; says in words what is wrong with it. */
  readonly name: string;
  /** What it is called on the disk, where that is part of the attack. */
  readonly calledAs?: string;
  /**
   * `refused`: must not become a recording. `prepared`: is honest, or becomes honest once its ballast is left out. `either`:
   * may end as it likes, within the limits.
   */
  readonly ends: 'refused' | 'prepared' | 'either';
  readonly content: (around: Surroundings) => Content;
}

/** A file that is the same wherever it lies. */
export const still = (
  name: string,
  ends: HostileFile['ends'],
  content: () => Buffer,
  calledAs?: string,
): HostileFile => ({
  name,
  ends,
  // Called without the surroundings, which makers of files would take for their own options.
  content: () => content(),
  ...(calledAs === undefined ? {} : { calledAs }),
});
