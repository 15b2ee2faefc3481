/** The leaves from `start` up to and without `end`. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The largest power of two below `size`: how many leaves the left subtree has (k in RFC 6962 section 2.1). */
export function leftSize(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/**
 * PATH(index, D[size]) of RFC 6962 section 2.1.1: the subtrees whose roots prove that a leaf is in the tree, the leaf's
 * sibling first.
 *
 * @throws RangeError when the tree has no such leaf
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`);
  }
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + leftSize(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/**
 * PROOF(size1, D[size2]) of RFC 6962 section 2.1.2: the subtrees whose roots prove that a tree is the beginning of
 * another. The deepest comes first.
 *
 * @throws RangeError unless 0 < size1 ≤ size2: that every tree begins with the empty one needs no proof
 */
export function consistencyRanges(size1: number, size2: number): LeafRange[] {
  if (!Number.isSafeInteger(size1) || !Number.isSafeInteger(size2) || size1 < 1 || size1 > size2) {
    throw new RangeError(`Nothing proves that a tree of ${size2} begins with one of ${size1}.`);
  }
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size2];
  while (size1 < end) {
    const middle = start + leftSize(end - start);
    if (size1 <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The old tree itself is known to whoever checks, unless it is more than this one subtree.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}
