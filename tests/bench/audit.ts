/**
 * A whole audit of a million decisions from a CSV file: eight stages, five categories and an intersection in 200
 * requisitions. Beside it, in the same run: pandas, SciPy and statsmodels reading the same file and making the same counts,
 * exact, pooled and homogeneity tests, and a plain scan that only splits the file into its fields.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const DECISIONS = 1_000_000;
const REQUISITIONS = 200;
const STAGES = [
  'started',
  'finished',
  'transcribed',
  'scored',
  'blind_advance',
  'final_advance',
  'decided',
  'offer',
];
const PASSES = [0.92, 0.9, 0.98, 0.95, 0.6, 0.95, 0.97, 0.5];
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  sex: ['female', 'male', 'unknown'],
  race_ethnicity: ['white', 'black', 'hispanic', 'asian', 'unknown'],
  age: ['under 40', '40 or over'],
  disability: ['no', 'yes'],
  accommodation: ['no', 'yes'],
};
const REFERENCES = {
  sex: 'male',
  race_ethnicity: 'white',
  age: 'under 40',
  disability: 'no',
  accommodation: 'no',
};

const definition = {
  evenhand_audit: 1,
  name: 'A million decisions',
  stages: STAGES.map((name, i) => ({ name, ...(i > 0 && { from: STAGES[i - 1] }), to: name })),
  categories: Object.entries(REFERENCES).map(([name, reference]) => ({ name, reference })),
  intersections: [['race_ethnicity', 'sex']],
  measures: { selection: { obliges: 'Look into it.' } },
};

async function writeRows(file: string): Promise<void> {
  const generator = xoroshiro128plus(1);
  const pick = (list: readonly string[]): string =>
    list[Math.floor(uniformFloat64(generator) * list.length)] ?? '';
  const out = createWriteStream(file);
  out.write(`interview,requisition,${Object.keys(CATEGORIES).join(',')},${STAGES.join(',')}\n`);
  let chunk = '';
  for (let i = 0; i < DECISIONS; i += 1) {
    const requisition = Math.floor(uniformFloat64(generator) * REQUISITIONS);
    const groups = Object.values(CATEGORIES).map(pick).join(',');
    let isIn = true;
    const flags = PASSES.map((passes) => {
      if (!isIn) return '';
      isIn = uniformFloat64(generator) < passes;
      return isIn ? '1' : '0';
    });
    chunk += `${i},R${requisition},${groups},${flags.join(',')}\n`;
    if (chunk.length > 1 << 20) {
      if (!out.write(chunk)) await once(out, 'drain');
      chunk = '';
    }
  }
  out.end(chunk);
  await once(out, 'close');
}

/** Reads the file and splits it into fields: what no audit of a CSV file can go below. */
function plainScan(file: string): number {
  let fields = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) fields += line.split(',').length;
  return fields;
}

function seconds(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

function command(program: string, args: string[]): { seconds: number; output: string } {
  let output = '';
  const taken = seconds(() => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: path.resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
    output = stdout;
  });
  return { seconds: taken, output };
}

function python(): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (program) => spawnSync(program, ['-c', 'import pandas, scipy, statsmodels']).status === 0,
  );
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-bench-'));
try {
  const [rows, defined] = [path.join(folder, 'rows.csv'), path.join(folder, 'definition.json')];
  writeFileSync(defined, JSON.stringify(definition));
  await writeRows(rows);
  const scan = seconds(() => plainScan(rows));
  const own = command(process.execPath, [
    '--no-warnings',
    'fairness-audits/audit.ts',
    ...['--definition', defined, '--rows', rows, '--seed', '1'],
  ]);
  const program = python();
  const other =
    program === undefined
      ? undefined
      : command(program, [path.join(import.meta.dirname, 'audit_in_pandas.py'), defined, rows]);
  const round = (value: number): number => Number(value.toPrecision(3));
  const report = {
    decisions: DECISIONS,
    megabytes: round(statSync(rows).size / 1e6),
    comparisons: (own.output.match(/"tarone_p"/g) ?? []).length,
    audit_seconds: round(own.seconds),
    plain_scan_seconds: round(scan),
    times_the_plain_scan: round(own.seconds / scan),
    ...(other === undefined
      ? {
          pandas_and_scipy:
            'missing: apt-get install -y --no-install-recommends python3-pandas python3-scipy python3-statsmodels',
        }
      : {
          pandas_and_scipy_seconds: round(other.seconds),
          pandas_and_scipy_comparisons: Number(other.output),
          times_pandas_and_scipy: round(own.seconds / other.seconds),
        }),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
