import { InputError } from '../input/input.errors.ts';
import { columnOf } from './cohort.ts';
import type { Cohort } from './cohort.ts';
import type { Column, Sheet } from './csv.ts';
import type { Definition } from './definition.ts';

/** What the AI writes where it says that it cannot score. */
export const ABSTAINED = 'abstain';

/** The ratings of an audit: a unit is one criterion of one interview, a row one person's rating of it. */
export interface Ratings {
  readonly criteria: readonly string[];
  readonly raters: readonly string[];
  readonly interviewOfUnit: Int32Array;
  readonly criterionOfUnit: Int32Array;
  /** The AI's score by unit; not a number where it was not asked or abstained. */
  readonly ai: Float64Array;
  readonly abstained: Uint8Array;
  /** Mean of the blind ratings by unit; not a number where nobody rated. */
  readonly consensus: Float64Array;
  readonly unitOfRow: Int32Array;
  readonly raterOfRow: Int32Array;
  readonly blind: Float64Array;
  readonly after: Float64Array;
}

/**
 * Gathers the ratings, or `null` when the file has none.
 * @throws {@link InputError} naming row and column
 */
export function readRatings(sheet: Sheet, definition: Definition, cohort: Cohort): Ratings | null {
  const criterion = columnOf(sheet, definition, 'criterion');
  const rater = columnOf(sheet, definition, 'rater');
  const blindColumn = columnOf(sheet, definition, 'blind');
  if (criterion === null || blindColumn === null) return null;
  const named = criteriaOf(criterion, columnOf(sheet, definition, 'question'));
  const aiColumn = columnOf(sheet, definition, 'ai');
  const afterColumn = columnOf(sheet, definition, 'after');
  const blindOf = scores(blindColumn, definition.columns.blind, false);
  const aiOf = aiColumn === null ? [] : scores(aiColumn, definition.columns.ai, true);
  const afterOf = afterColumn === null ? [] : scores(afterColumn, definition.columns.after, false);
  const raterNames = rater === null ? [''] : rater.texts.toSorted();
  const raterPlaces = new Map(raterNames.map((name, place) => [name, place]));
  const raterPlace = rater === null ? [0] : rater.texts.map((text) => raterPlaces.get(text) ?? 0);

  const units = new Int32Array(cohort.interviews * named.names.length).fill(-1);
  const interviewOfUnit: number[] = [];
  const criterionOfUnit: number[] = [];
  const aiCode: number[] = [];
  const unitOfRow: number[] = [];
  const raterOfRow: number[] = [];
  const blind: number[] = [];
  const after: number[] = [];
  for (let row = 0; row < sheet.rows; row += 1) {
    const place = named.of[row] ?? -1;
    if (place === -1) continue;
    const cell = (cohort.ofRow[row] ?? 0) * named.names.length + place;
    const code = aiColumn?.codes[row] ?? -1;
    let unit = units[cell] ?? -1;
    if (unit === -1) {
      unit = interviewOfUnit.push(cohort.ofRow[row] ?? 0) - 1;
      units[cell] = unit;
      criterionOfUnit.push(place);
      aiCode.push(code);
    } else if (aiCode[unit] !== code) {
      throw new InputError(
        `row ${row + 2}, ${definition.columns.ai ?? 'ai'}`,
        'must be the same for all ratings of this criterion in this interview',
      );
    }
    const rated = blindOf[blindColumn.codes[row] ?? 0] ?? NaN;
    if (Number.isNaN(rated)) continue;
    unitOfRow.push(unit);
    raterOfRow.push(raterPlace[rater?.codes[row] ?? 0] ?? 0);
    blind.push(rated);
    after.push(afterOf[afterColumn?.codes[row] ?? 0] ?? NaN);
  }
  if (interviewOfUnit.length === 0) return null;
  return {
    criteria: named.names,
    raters: raterNames,
    interviewOfUnit: Int32Array.from(interviewOfUnit),
    criterionOfUnit: Int32Array.from(criterionOfUnit),
    ai: Float64Array.from(aiCode, (code) => aiOf[code] ?? NaN),
    abstained: Uint8Array.from(aiCode, (code) => (aiColumn?.texts[code] === ABSTAINED ? 1 : 0)),
    consensus: meansByUnit(interviewOfUnit.length, unitOfRow, blind),
    unitOfRow: Int32Array.from(unitOfRow),
    raterOfRow: Int32Array.from(raterOfRow),
    blind: Float64Array.from(blind),
    after: Float64Array.from(after),
  };
}

function criteriaOf(criterion: Column, question: Column | null): { names: string[]; of: Int32Array } {
  const keyOf = (row: number): string => {
    const own = criterion.texts[criterion.codes[row] ?? 0] ?? '';
    const asked = question === null ? '' : (question.texts[question.codes[row] ?? 0] ?? '');
    return own === '' ? '' : asked === '' ? own : `${asked}: ${own}`;
  };
  const known = new Map<number, number>();
  const names: string[] = [];
  const of = new Int32Array(criterion.codes.length);
  const width = question?.texts.length ?? 1;
  for (let row = 0; row < of.length; row += 1) {
    const pair = (criterion.codes[row] ?? 0) * width + (question?.codes[row] ?? 0);
    let place = known.get(pair);
    if (place === undefined) {
      const key = keyOf(row);
      place = key === '' ? -1 : names.push(key) - 1;
      known.set(pair, place);
    }
    of[row] = place;
  }
  const order = names.toSorted();
  const places = names.map((name) => order.indexOf(name));
  return { names: order, of: of.map((place) => (place === -1 ? -1 : (places[place] ?? -1))) };
}

/** The numbers a column writes; empty is none. */
function scores(column: Column, name: string | null, mayAbstain: boolean): number[] {
  return column.texts.map((text, code) => {
    if (text === '' || (mayAbstain && text === ABSTAINED)) return NaN;
    const score = /^-?\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
    if (!Number.isNaN(score)) return score;
    throw new InputError(
      `row ${column.codes.indexOf(code) + 2}, ${name ?? ''}`,
      mayAbstain ? `must be a number, "${ABSTAINED}" or empty` : 'must be a number or empty',
    );
  });
}

function meansByUnit(units: number, unitOfRow: readonly number[], blind: readonly number[]): Float64Array {
  const [total, count] = [new Float64Array(units), new Float64Array(units)];
  for (const [row, unit] of unitOfRow.entries()) {
    total[unit] = (total[unit] ?? 0) + (blind[row] ?? 0);
    count[unit] = (count[unit] ?? 0) + 1;
  }
  return total.map((sum, unit) => sum / (count[unit] ?? 0));
}
