/**
 * Breaks every rule of the import law on purpose and fails when the lint does not object; checks as well that what
 * is lawful passes. Run by `node tests/architecture/probes.ts`; ends with `N passed, N failed, 0 skipped`.
 */
import { readProjects } from './law/projects.ts';
import { Copy } from './probes/copy.ts';
import { probeGraph, probeTags } from './probes/graph.ts';
import { layerProbes, packageProbes, withoutCircles } from './probes/imports.ts';
import { NAME_PROBES } from './probes/names.ts';
import { filesOf, Tally } from './probes/probe.ts';
import type { Probe } from './probes/probe.ts';
import {
  addCarriers,
  PRIVATE_KEY_PROBES,
  RUNTIME_PROBES,
  SIGHT_PROBES,
  VERDICT_PROBES,
} from './probes/sight.ts';
import { SOURCE_PROBES } from './probes/sources.ts';
import { probeProjects, probeSettings } from './probes/tree.ts';

/** Runs `work` in a fresh copy of the workspace. */
async function inCopy(work: (copy: Copy) => Promise<void>): Promise<void> {
  const copy = new Copy();
  try {
    await work(copy);
  } finally {
    copy.destroy();
  }
}

/** Writes the probes into the copy, lints exactly them and compares. */
async function judge(copy: Copy, tally: Tally, probes: readonly Probe[]): Promise<void> {
  const files = filesOf(probes);
  for (const [file, text] of files) copy.write(file, text);
  tally.judge(probes, await copy.lint(...files.keys()));
  for (const file of files.keys()) copy.remove(file);
}

/** Runs all probes. */
export async function probe(): Promise<Tally> {
  const tally = new Tally();
  probeProjects(tally);
  probeSettings(tally);
  await inCopy(async (copy) => {
    const projects = readProjects(copy.root);
    const [first = [], ...others] = withoutCircles(layerProbes(projects));
    await judge(copy, tally, [...first, ...packageProbes(projects)]);
    for (const group of others) await judge(copy, tally, group);
    await judge(copy, tally, [...SOURCE_PROBES, ...NAME_PROBES]);
    await judge(copy, tally, [...VERDICT_PROBES, ...PRIVATE_KEY_PROBES]);
    await probeGraph(copy, tally);
    await probeTags(copy, tally);
    addCarriers(copy);
    await judge(copy, tally, [...SIGHT_PROBES, ...RUNTIME_PROBES]);
  });
  return tally;
}

if (import.meta.main) {
  // Leaving in order lets the copy be cleared away.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { passed, failures } = await probe();
  for (const failure of failures) console.error(`FAIL ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed, 0 skipped`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
