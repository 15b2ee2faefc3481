/**
 * `npm run bench`: every benchmark, one after the other, as one JSON object. Figures are ratios against the bare tool or the
 * limit in the same run; absolute times depend on the machine.
 *
 *     npm run -s bench [-- NAME…]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import path from 'node:path';

const benchmarks = [
  'start-up',
  'prepare',
  'pipeline',
  'verify',
  'upload',
  'first-interaction',
  'audit',
] as const;

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !benchmarks.some((one) => one === name));
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark ${unknown}. There are: ${benchmarks.join(', ')}.\n`);
  process.exit(2);
}

const report: Record<string, unknown> = {
  machine: { cores: cpus().length, processor: cpus()[0]?.model.trim() ?? 'unknown', node: process.version },
};
for (const name of benchmarks.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  process.stderr.write(`${name} …\n`);
  report[name] = await run(path.join(import.meta.dirname, `${name}.ts`));
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);

/** The last line of a benchmark is its JSON. */
async function run(script: string): Promise<unknown> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${path.basename(script)} ended with ${code}.`);
  return JSON.parse(output.slice(output.indexOf('{'))) as unknown;
}
