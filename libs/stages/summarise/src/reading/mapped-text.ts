/** A text made from another one, that still knows where each of its letters came from. */
export interface MappedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where its origin begins and ends in the text as spoken. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A stretch of text: from `start` up to, not including, `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Replaces a stretch by other words. */
export interface Edit extends Stretch {
  readonly by: string;
}

/** The text in Unicode normal form KC, with lone surrogates replaced; the start of every chain of edits. */
export function asSpoken(original: string): MappedText {
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: cluster, index } of original.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const normal = cluster.toWellFormed().normalize('NFKC');
    text.push(normal);
    for (let unit = 0; unit < normal.length; unit++) {
      from.push(index);
      to.push(index + cluster.length);
    }
  }
  return { text: text.join(''), from, to };
}

/** Applies edits that do not overlap. A replacement comes from all of the stretch it replaces. */
export function rewrite(mapped: MappedText, edits: readonly Edit[]): MappedText {
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let position = 0;
  const keepUpTo = (end: number): void => {
    text.push(mapped.text.slice(position, end));
    for (let unit = position; unit < end; unit++) {
      from.push(mapped.from[unit] ?? 0);
      to.push(mapped.to[unit] ?? 0);
    }
  };
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < position) continue;
    keepUpTo(edit.start);
    const origin = originOf(mapped, edit);
    text.push(edit.by);
    for (let unit = 0; unit < edit.by.length; unit++) {
      from.push(origin.start);
      to.push(origin.end);
    }
    position = edit.end;
  }
  keepUpTo(mapped.text.length);
  return { text: text.join(''), from, to };
}

/** Where a stretch of the text came from in the text as spoken. */
export function originOf(mapped: MappedText, { start, end }: Stretch): Stretch {
  const first = mapped.from[start] ?? mapped.to.at(-1) ?? 0;
  return { start: first, end: Math.max(first, mapped.to[end - 1] ?? first) };
}

/** The stretches that a pattern (with the flag `g`) finds. */
export function found(text: string, pattern: RegExp): (Stretch & { readonly words: string })[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    words: match[0],
  }));
}
