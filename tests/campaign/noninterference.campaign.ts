/**
 * The whole of the non-interference test: every change for itself, and every leak planted alone, which has to be noticed for
 * what it is. Ends with 1 when something was not equal or a leak was not noticed.
 */
import { plants, trialOf } from '../security/noninterference/plants.ts';
import { withServer } from '../security/noninterference/server.ts';
import { changesOneByOne, tryOut } from '../security/noninterference/trial.ts';
import { writeReport } from './report.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { verdict, missed, rows } = await withServer(say, async () => {
  const { verdict } = await tryOut({ changes: changesOneByOne, say });
  const missed: string[] = [];
  const rows: string[] = [];
  for (const plant of plants) {
    say(`${plant.name} …`);
    const { differences } = (await tryOut({ ...trialOf(plant), say })).verdict;
    const [first] = differences.filter((difference) => plant.caught(difference));
    if (!first) missed.push(plant.name);
    const place = first ? `${first.kind}: ${first.where.replaceAll('|', '/')}` : 'not noticed';
    rows.push(`| ${plant.name} | ${plant.says} | ${place} |`);
  }
  return { verdict, missed, rows };
});

const file = await writeReport('noninterference', {
  text: `# Non-interference

${verdict.responses} answers compared, changing ${changesOneByOne.join(', ')}: ${verdict.differences.length} differences.
${plants.length - missed.length} of ${plants.length} planted leaks noticed. What this is: [non-interference](../non-interference.md).

| planted | what leaks | first noticed in |
| --- | --- | --- |
${rows.join('\n')}
`,
});
say(`${verdict.differences.length} differences, ${missed.length} leaks not noticed. ${file}`);
process.exit(verdict.equal && missed.length === 0 ? 0 : 1);
