/**
 * Computes random tables twice, with `npm run -s compute` and with SciPy and statsmodels, and compares every number that
 * both give. Each table counts as a test.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { randomInputs } from './random-tables.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SEED = 20_240_626;
/** Relative; Boschloo's p is a maximum that both search for. Below `NOTHING` a difference is rounding, but for p-values. */
const TOLERANCE = 1e-6;
const OWN_TOLERANCE: Readonly<Record<string, number>> = { boschloo: 1e-4 };
const NOTHING = 1e-12;
const INSTALL = 'apt-get install -y --no-install-recommends python3-scipy python3-statsmodels';
const UNDERFLOW = 1e-290;
/** Fields that hold p-values, which count by their ratio however small they are. */
const P_VALUE = /(^|_)p(_|\.|$)|^\d+-\d+$|statistic/;

/** The first Python that has both libraries. */
function python(): string {
  const has = (program: string): boolean =>
    spawnSync(program, ['-c', 'import scipy, statsmodels']).status === 0;
  const program = ['python3', '/usr/bin/python3'].find(has);
  if (program === undefined)
    throw new Error(`SciPy and statsmodels are missing; install them with: ${INSTALL}`);
  return program;
}

function answerOf(program: string, args: string[], input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: ROOT,
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
  return JSON.parse(stdout) as unknown;
}

/** Every difference between two answers; where the second has no number, there is none. */
function* differences(own: unknown, other: unknown, where = ''): Generator<{ where: string; off: number }> {
  if (other === null || other === undefined) return;
  if (typeof other === 'number') {
    const mine = typeof own === 'number' ? own : NaN;
    // A p-value that the other library lets underflow to 0 is one that we give as small as numbers go.
    if (other === 0 && mine > 0 && mine < UNDERFLOW) return;
    const gap = Math.abs(mine - other);
    const isRounding = gap <= NOTHING && !P_VALUE.test(where);
    yield { where, off: gap === 0 || isRounding ? 0 : gap / Math.abs(other) };
    return;
  }
  for (const [name, value] of Object.entries(other)) {
    yield* differences(Reflect.get(Object(own), name), value, where === '' ? name : `${where}.${name}`);
  }
}

const inputs = randomInputs(SEED);
const theirs = answerOf(python(), ['tests/fairness/second_implementation.py'], inputs) as Record<
  string,
  unknown[]
>;
let [passed, failed] = [0, 0];
for (const [method, list] of Object.entries(inputs)) {
  const command = ['--no-warnings', 'fairness-audits/compute.ts', method];
  const ours = answerOf(process.execPath, command, list) as unknown[];
  let largest = { where: '', off: 0 };
  let compared = 0;
  for (const [i, input] of list.entries()) {
    const all = [...differences(ours[i], theirs[method]?.[i])];
    compared += all.length;
    const worst = all.reduce((a, b) => (b.off <= a.off ? a : b), { where: '', off: 0 });
    if (!(worst.off <= largest.off)) largest = worst;
    const isEqual = worst.off <= (OWN_TOLERANCE[method] ?? TOLERANCE);
    if (isEqual) passed += 1;
    else failed += 1;
    if (!isEqual) console.log(`${method} ${worst.where} is off by ${worst.off} for ${JSON.stringify(input)}`);
  }
  const where = largest.where === '' ? '' : ` (${largest.where})`;
  const off = `${largest.off.toExponential(1)}${where}`;
  console.log(`${method}: ${list.length} tables, ${compared} numbers, largest difference ${off}`);
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
