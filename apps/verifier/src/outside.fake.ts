import type { Outside } from './outside';

interface Given {
  readonly input?: string | Uint8Array;
  /** Files by name; what is kept is written here. */
  readonly files?: Map<string, string>;
}

/** A world of its own. Reading standard input where there is none is a fault of the command. */
export function outsideOf({ input, files = new Map<string, string>() }: Given): Outside {
  return {
    input: () =>
      input === undefined
        ? Promise.reject(new Error('nobody should read this'))
        : Promise.resolve(typeof input === 'string' ? Buffer.from(input) : input),
    async *read(file) {
      const content = files.get(file);
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      yield await Promise.resolve(Buffer.from(content));
    },
    kept: (file) => files.get(file),
    keep: (file, content) => void files.set(file, content),
    now: () => 1_700_000_000,
    random: (length) => new Uint8Array(length).fill(9),
  };
}
