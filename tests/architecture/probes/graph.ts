/**
 * The project graph is what the boundary rule sees with. Each of these leaves the graph missing, old or lying and
 * expects the lint to fail, since a law that is skipped looks exactly like a law that is kept.
 */
import type { Copy, Outcome } from './copy.ts';
import type { Tally } from './probe.ts';

const LEAK = "export * from '@evenhand/contracts-verdict';\n";
const REVIEW = 'libs/stages/review/src/reading.ts';
const BLINDNESS = 'can not depend on libs tagged with "holds:verdict"';

/** The lint as `npm run check` starts it, through Nx. */
const throughNx = (copy: Copy) => copy.run('nx', 'run-many', '-t', 'lint');
const alone = (copy: Copy) => copy.run('eslint', REVIEW);

interface Described {
  name: string;
  tags: string[];
}

function objects(outcome: Outcome, words: string): boolean {
  return outcome.status !== 0 && outcome.output.includes(words);
}

/** A leak far away from the reviewer, met with every state the graph can be in. */
export async function probeGraph(copy: Copy, tally: Tally): Promise<void> {
  copy.write(REVIEW, "export * from '@evenhand/contracts';\n");
  const clean = await throughNx(copy);
  tally.expect('a lawful workspace passes through nx', clean.status === 0, clean.output);
  const again = await throughNx(copy);
  tally.expect(
    'an unchanged workspace is answered from the cache',
    /cache/i.test(again.output),
    again.output,
  );

  copy.write('libs/contracts/src/index.ts', LEAK);
  const stale = await alone(copy);
  tally.expect('an old graph does not hide a new leak', objects(stale, BLINDNESS), stale.output);
  const leaked = await throughNx(copy);
  tally.expect('a leak two libraries away fails through nx', objects(leaked, BLINDNESS), leaked.output);
  copy.remove('.nx');
  const missing = await alone(copy);
  tally.expect('a missing graph does not hide a leak', objects(missing, BLINDNESS), missing.output);
  copy.remove('.nx');
  copy.write('.nx', '');
  const unwritable = await alone(copy);
  tally.expect('a graph that cannot be saved fails the lint', unwritable.status !== 0, unwritable.output);
  copy.remove('.nx');
  copy.write('libs/contracts/src/index.ts', 'export {};\n');

  copy.edit<Described>('libs/stages/record/project.json', (project) => (project.name = 'stages-review'));
  const doubled = await alone(copy);
  tally.expect('two projects of one name fail the lint', doubled.status !== 0, doubled.output);
  copy.edit<Described>('libs/stages/record/project.json', (project) => (project.name = 'stages-record'));
}

/** Projects whose tags leave a gap. */
export async function probeTags(copy: Copy, tally: Tally): Promise<void> {
  const gaps: [string, string[], string][] = [
    ['no tags', [], 'exactly one type:'],
    ['only a runtime', ['runtime:node'], 'exactly one type:'],
    ['only a type', ['type:stage'], 'exactly one runtime:'],
    ['two types', ['type:stage', 'type:adapter', 'runtime:node'], 'exactly one type:'],
    ['two runtimes', ['type:stage', 'runtime:node', 'runtime:browser'], 'exactly one runtime:'],
    ['an unknown type', ['type:shared', 'runtime:node'], 'unknown tag'],
    ['a misspelt sight', ['type:stage', 'runtime:node', 'blind:to-verdicts'], 'unknown tag'],
  ];
  for (const [label, tags, words] of gaps) {
    copy.write('libs/gap/project.json', JSON.stringify({ name: 'gap', tags }));
    const outcome = await alone(copy);
    tally.expect(`a project with ${label} fails the lint`, objects(outcome, words), outcome.output);
  }
  copy.remove('libs/gap');
}
