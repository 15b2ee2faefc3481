import { InputError } from '../input/input.errors.ts';
import { count, field, isGiven, list, number, oneOf, part, probability, root } from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { ADJUSTMENTS, adjust } from '../multiplicity/adjust.ts';
import { explained } from '../numeric/undefined.ts';
import { clopperPearson } from '../proportions/clopper-pearson.ts';
import { rateRatio } from '../proportions/effect.ts';
import { katzLog } from '../proportions/katz.ts';
import { koopmanScore } from '../proportions/koopman.ts';
import { miettinenNurminen } from '../proportions/miettinen-nurminen.ts';
import { newcombe } from '../proportions/newcombe.ts';
import { detectableRate, groupSize, power } from '../proportions/power.ts';
import { equalRates, pairwiseRates } from '../proportions/several.ts';
import { wilson } from '../proportions/wilson.ts';
import type { Method } from './method.ts';

const proportionCi: Method = (input) => {
  const n = count(field(root(input), 'n'));
  const x = part(field(root(input), 'x'), n);
  const empty = 'n is zero (0/0)';
  return explained(
    { wilson: wilson(x, n), clopper_pearson: clopperPearson(x, n) },
    { wilson: empty, clopper_pearson: empty },
  );
};

const ratioCi: Method = (input) => {
  const whole = root(input);
  const [n1, n2] = [count(field(whole, 'n1'), 1), count(field(whole, 'n2'), 1)];
  const pair = { x1: part(field(whole, 'x1'), n1), n1, x2: part(field(whole, 'x2'), n2), n2 };
  return explained(
    {
      ratio: rateRatio(pair),
      katz_log: katzLog(pair),
      koopman_score: koopmanScore(pair),
      difference: { newcombe: newcombe(pair), miettinen_nurminen: miettinenNurminen(pair) },
    },
    {
      ratio: 'nobody was selected in either group (0/0)',
      katz_log: 'nobody was selected in one of the groups, so the logarithm has no variance',
    },
  );
};

/** Two lists `selected` and `n` of equal length. */
function selections(whole: Field): { selected: number[]; n: number[] } {
  const people = list(field(whole, 'n'), 2);
  const chosen = list(field(whole, 'selected'), 2);
  if (chosen.length !== people.length) throw new InputError('selected', 'must be as long as n');
  const n = people.map((each) => count(each, 1));
  return { n, selected: chosen.map((each, i) => part(each, n[i] ?? 0)) };
}

const kProportions: Method = (input) => {
  const { selected, n } = selections(root(input));
  return equalRates(selected, n);
};

const pairwiseProportions: Method = (input) => {
  const whole = root(input);
  const { selected, n } = selections(whole);
  const yates = field(whole, 'yates');
  if (isGiven(yates) && typeof yates.value !== 'boolean')
    throw new InputError('yates', 'must be true or false');
  const how = field(whole, 'adjust');
  const adjustment = isGiven(how) ? oneOf(how, ADJUSTMENTS) : 'none';
  const byPair = pairwiseRates(selected, n, yates.value === true, adjustment);
  const open = Object.entries(byPair).filter(([, p]) => p === null);
  return explained(
    byPair,
    Object.fromEntries(open.map(([key]) => [key, 'everybody or nobody in the two groups was selected'])),
  );
};

const pAdjust: Method = (input) => {
  const p = list(field(root(input), 'p')).map((each) => probability(each));
  return {
    bonferroni: adjust(p, 'bonferroni'),
    holm: adjust(p, 'holm'),
    hochberg: adjust(p, 'hochberg'),
    bh: adjust(p, 'bh'),
    by: adjust(p, 'by'),
  };
};

const SOLVABLE = ['power', 'p2', 'n'] as const;

const powerOf: Method = (input) => {
  const whole = root(input);
  const solve = field(whole, 'solve');
  const left = SOLVABLE.find((name) => !isGiven(field(whole, name))) ?? 'power';
  const sought = isGiven(solve) ? oneOf(solve, SOLVABLE) : left;
  const alphaGiven = field(whole, 'alpha');
  const alpha = isGiven(alphaGiven) ? probability(alphaGiven, true) : 0.05;
  const p1 = probability(field(whole, 'p1'));
  const wanted = (): number => probability(field(whole, 'power'), true);
  const size = (): number => {
    const n = number(field(whole, 'n'));
    if (n <= 0) throw new InputError('n', 'must be above zero');
    return n;
  };
  if (sought === 'n') return groupSize(wanted(), p1, probability(field(whole, 'p2')), alpha);
  if (sought === 'p2') return detectableRate(wanted(), size(), p1, alpha);
  return { power: power(size(), p1, probability(field(whole, 'p2')), alpha) };
};

/** Methods about rates, one, two or several. */
export const rates: Record<string, Method> = {
  'proportion-ci': proportionCi,
  'ratio-ci': ratioCi,
  'k-proportions': kProportions,
  'pairwise-proportions': pairwiseProportions,
  'p-adjust': pAdjust,
  power: powerOf,
};
