import { at } from '../numeric/at.ts';
import { explained, quotient } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** What a transcript did to the words spoken. */
export interface WordErrors extends Explained {
  readonly wer: number | null;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
}

interface Edits {
  readonly total: number;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
}

/**
 * Word error rate (S + D + I)/N over the N words of the reference, words being what white space separates, taken as
 * they are written. Of all shortest alignments the one with the fewest substitutions is counted.
 * Source: V. I. Levenshtein, Soviet Physics Doklady 10 (1966); Wagner & Fischer, J. ACM 21 (1974) 168–173.
 */
export function wordErrors(reference: string, hypothesis: string): WordErrors {
  const [spoken, heard] = [words(reference), words(hypothesis)];
  let above: Edits[] = [{ total: 0, substitutions: 0, deletions: 0, insertions: 0 }];
  for (const _ of heard) above.push(inserted(at(above, above.length - 1)));
  for (const word of spoken) {
    const row = [deleted(at(above, 0))];
    for (const [j, other] of heard.entries()) {
      const along = at(above, j);
      const diagonal = word === other ? along : substituted(along);
      row.push([deleted(at(above, j + 1)), inserted(at(row, j))].reduce(better, diagonal));
    }
    above = row;
  }
  const { total, substitutions, deletions, insertions } = at(above, heard.length);
  return explained(
    { wer: quotient(total, spoken.length), substitutions, deletions, insertions },
    { wer: 'neither text has a word (0/0)' },
  );
}

function words(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

const inserted = (e: Edits): Edits => ({ ...e, total: e.total + 1, insertions: e.insertions + 1 });
const deleted = (e: Edits): Edits => ({ ...e, total: e.total + 1, deletions: e.deletions + 1 });
const substituted = (e: Edits): Edits => ({ ...e, total: e.total + 1, substitutions: e.substitutions + 1 });

function better(a: Edits, b: Edits): Edits {
  if (a.total !== b.total) return a.total < b.total ? a : b;
  return b.substitutions < a.substitutions ? b : a;
}
