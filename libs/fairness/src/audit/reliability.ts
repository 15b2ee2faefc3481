import { at } from '../numeric/at.ts';
import { explained, quotient } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { gwetAc2 } from '../reliability/gwet-weighted.ts';
import { krippendorff } from '../reliability/krippendorff.ts';
import { weightedKappa } from '../reliability/weighted-kappa.ts';
import type { Kappa } from '../reliability/weighted-kappa.ts';
import type { Ratings } from './ratings.ts';

/** How far blind ratings of the same unit agree, and how far the AI agrees with their consensus. */
export interface Reliability extends Explained {
  readonly units: number;
  readonly percent_agreement: number | null;
  readonly alpha_ordinal: number | null;
  readonly alpha_interval: number | null;
  readonly gwet_ac1: number | null;
  /** With quadratic weights: how far apart ratings lie counts. */
  readonly gwet_ac2: number | null;
  readonly kappa_quadratic: Kappa | null;
  readonly ai_units: number;
  readonly ai_kappa_quadratic: Kappa | null;
}

/** Every unit's kind, pair and machine pair, so that any part of the units is counted in one pass. */
export interface Coded {
  readonly levels: readonly number[];
  /** Units with the same counts by level are of one kind; −1 where fewer than two people rated. */
  readonly kind: Int32Array;
  readonly counts: readonly (readonly number[])[];
  /** The first two ratings, by the names of the raters: level × levels + level. */
  readonly pair: Int32Array;
  /** The AI's score and the consensus to the nearest whole number, on the range of either; −1 where one is missing. */
  readonly machine: Int32Array;
  readonly width: number;
}

/** Codes the units of an audit. */
export function codeUnits(ratings: Ratings): Coded {
  const levels = [...new Set(ratings.blind)].sort((a, b) => a - b);
  const level = new Map(levels.map((value, place) => [value, place]));
  const { start, rows } = rowsByUnit(ratings);
  const units = ratings.interviewOfUnit.length;
  const [kind, pair] = [new Int32Array(units).fill(-1), new Int32Array(units).fill(-1)];
  const kinds = new Map<string, number>();
  const counts: number[][] = [];
  for (let unit = 0; unit < units; unit += 1) {
    const own = rows.subarray(start[unit] ?? 0, start[unit + 1] ?? 0);
    if (own.length < 2) continue;
    own.sort((a, b) => (ratings.raterOfRow[a] ?? 0) - (ratings.raterOfRow[b] ?? 0));
    const given = Array.from(own, (row) => level.get(ratings.blind[row] ?? NaN) ?? 0);
    pair[unit] = (given[0] ?? 0) * levels.length + (given[1] ?? 0);
    const key = given.sort((a, b) => a - b).join(' ');
    let known = kinds.get(key);
    if (known === undefined) {
      known = counts.push(levels.map((_, k) => given.filter((g) => g === k).length)) - 1;
      kinds.set(key, known);
    }
    kind[unit] = known;
  }
  return { levels, kind, counts, pair, ...machineCodes(ratings) };
}

function machineCodes({ ai, consensus }: Ratings): { machine: Int32Array; width: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let unit = 0; unit < ai.length; unit += 1) {
    const [own, people] = [Math.round(ai[unit] ?? NaN), Math.round(consensus[unit] ?? NaN)];
    if (Number.isNaN(own) || Number.isNaN(people)) continue;
    low = Math.min(low, own, people);
    high = Math.max(high, own, people);
  }
  const width = high < low ? 0 : high - low + 1;
  const machine = Int32Array.from(ai, (score, unit) => {
    const [own, people] = [Math.round(score), Math.round(consensus[unit] ?? NaN)];
    return Number.isNaN(own) || Number.isNaN(people) ? -1 : (own - low) * width + people - low;
  });
  return { machine, width };
}

/** The agreement of the units of some interviews: all, or those of one group. */
export function reliabilityOf(
  { interviewOfUnit }: Ratings,
  { levels, kind, counts, pair, machine, width }: Coded,
  isAsked: (interview: number) => boolean,
): Reliability {
  const times = new Array<number>(counts.length).fill(0);
  const pairs = levels.map(() => levels.map(() => 0));
  const machinePairs = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  let machines = 0;
  const count = (table: number[][], code: number): void => {
    const row = at(table, Math.floor(code / table.length));
    row[code % table.length] = at(row, code % table.length) + 1;
  };
  for (let unit = 0; unit < kind.length; unit += 1) {
    if (!isAsked(interviewOfUnit[unit] ?? 0)) continue;
    const own = kind[unit] ?? -1;
    if (own >= 0) {
      times[own] = (times[own] ?? 0) + 1;
      count(pairs, pair[unit] ?? 0);
    }
    if ((machine[unit] ?? -1) >= 0) {
      machines += 1;
      count(machinePairs, machine[unit] ?? 0);
    }
  }
  const alpha = krippendorff(counts, levels, times);
  const nominal = agreementOf(counts, times, levels.length);
  const reason = 'no unit was rated by two people, or all ratings are equal';
  return explained(
    {
      units: times.reduce((whole, n) => whole + n, 0),
      percent_agreement: nominal.agreed,
      alpha_ordinal: alpha.ordinal,
      alpha_interval: alpha.interval,
      gwet_ac1: nominal.ac1,
      gwet_ac2: gwetAc2(counts, times),
      kappa_quadratic: levels.length < 2 ? null : weightedKappa(pairs, 'quadratic'),
      ai_units: machines,
      ai_kappa_quadratic: width < 2 ? null : weightedKappa(machinePairs, 'quadratic'),
    },
    {
      percent_agreement: reason,
      alpha_ordinal: reason,
      alpha_interval: reason,
      gwet_ac1: reason,
      gwet_ac2: reason,
      kappa_quadratic: reason,
      ai_kappa_quadratic: 'no unit has both a score of the AI and a rating, or all are equal',
    },
  );
}

/** The rows of every unit, one after the other: those of unit u from `start[u]` to `start[u + 1]`. */
export function rowsByUnit({ unitOfRow, interviewOfUnit }: Ratings): { start: Int32Array; rows: Int32Array } {
  const start = new Int32Array(interviewOfUnit.length + 1);
  for (const unit of unitOfRow) start[unit + 1] = (start[unit + 1] ?? 0) + 1;
  for (let unit = 0; unit < interviewOfUnit.length; unit += 1) {
    start[unit + 1] = (start[unit + 1] ?? 0) + (start[unit] ?? 0);
  }
  const next = start.slice();
  const rows = new Int32Array(unitOfRow.length);
  for (let row = 0; row < unitOfRow.length; row += 1) {
    const unit = unitOfRow[row] ?? 0;
    rows[next[unit] ?? 0] = row;
    next[unit] = (next[unit] ?? 0) + 1;
  }
  return { start, rows };
}

/** Percent agreement and Gwet's AC1 (see `agreement`) over kinds of units. */
function agreementOf(
  counts: readonly (readonly number[])[],
  times: readonly number[],
  levels: number,
): { agreed: number | null; ac1: number | null } {
  const units = times.reduce((whole, n) => whole + n, 0);
  if (units === 0) return { agreed: null, ac1: null };
  const pi = new Array<number>(levels).fill(0);
  let agreed = 0;
  for (const [i, unit] of counts.entries()) {
    const raters = unit.reduce((whole, n) => whole + n, 0);
    const share = at(times, i) / units;
    agreed += (share * unit.reduce((whole, n) => whole + n * (n - 1), 0)) / (raters * (raters - 1));
    for (const [level, n] of unit.entries()) pi[level] = at(pi, level) + (share * n) / raters;
  }
  if (levels < 2) return { agreed, ac1: null };
  const chance = pi.reduce((whole, p) => whole + p * (1 - p), 0) / (levels - 1);
  return { agreed, ac1: quotient(agreed - chance, 1 - chance) };
}
