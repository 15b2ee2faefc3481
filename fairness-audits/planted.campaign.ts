/**
 * Plants disparities in synthetic cohorts and audits them: what was planted is found where it was planted, and fair cohorts
 * raise no more alarms than the level allows. Ends with 1 otherwise, and writes a dated report. `npm test` audits one cohort
 * of each.
 *
 *     node fairness-audits/planted.campaign.ts [FAIR SEEDS] [PLANTED SEEDS]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { audit, isFalseAlarm, PLANT_NAMES, PLANTS, plantedCohort } from '../libs/fairness/src/index.ts';
import type { Audit, PlantName } from '../libs/fairness/src/index.ts';

const [fairSeeds = 1000, plantedSeeds = 100] = process.argv.slice(2).map(Number);
const INTERVIEWS = 800;
/** The least share of planted cohorts in which the plant must be found. */
const LEAST_FOUND = 0.95;

const folder = import.meta.dirname;
const definition = {
  ...(JSON.parse(readFileSync(path.join(folder, 'one-way-interviews.audit.json'), 'utf8')) as object),
  resamples: 100, // no finding rests on the bootstrap
  boschloo_up_to: 0, // nor on Boschloo's test
};
const ALPHA = 0.05;

function audited(plant: PlantName, seed: number): Audit {
  return audit(definition, plantedCohort(plant, seed, INTERVIEWS), {
    evenhand: '',
    definition_sha256: '',
    rows_sha256: '',
    seed,
  });
}

/** How often something happened, against the most that chance explains: the level and three standard errors. */
interface Rate {
  readonly name: string;
  readonly happened: number;
  readonly of: number;
}

const most = (of: number): number => ALPHA + 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / of);
const isKept = ({ happened, of }: Rate): boolean => happened / of <= most(of);

/** Fair cohorts: the share in which a family of claims raises an alarm, and in which the whole audit does. */
function fairRates(): { families: Rate[]; whole: Rate } {
  const alarms = new Map<string, { happened: number; of: number }>();
  let whole = 0;
  for (let seed = 1; seed <= fairSeeds; seed += 1) {
    const { families, findings } = audited('fair', seed);
    const real = findings.filter((finding) => isFalseAlarm('fair', finding));
    for (const { measure, family } of families) {
      const name = `${measure}, ${family}`;
      const rate = alarms.get(name) ?? { happened: 0, of: 0 };
      const isAlarmed = real.some(
        ({ measure: failed, where }) => failed === measure && belongsTo(family, where['category']),
      );
      rate.of += 1;
      rate.happened += isAlarmed ? 1 : 0;
      alarms.set(name, rate);
    }
    if (real.some(({ holds_over_whole_audit }) => holds_over_whole_audit === true)) whole += 1;
    progress('fair', seed, fairSeeds);
  }
  const families = [...alarms].map(([name, rate]) => ({ name, ...rate }));
  return { families, whole: { name: 'the whole audit', happened: whole, of: fairSeeds } };
}

/** Families are named after their category, or after what they are about where there is none. */
function belongsTo(family: string, category: string | undefined): boolean {
  return category === undefined ? family === 'reviewers' || family === 'weeks' : family === category;
}

/** Planted cohorts: how often the plant is found, and how often something else holds over the whole audit. */
function plantedRates(plant: PlantName): { found: Rate; elsewhere: Rate } {
  let [found, elsewhere] = [0, 0];
  for (let seed = 1; seed <= plantedSeeds; seed += 1) {
    const { findings } = audited(plant, 100_000 + seed);
    if (findings.some(PLANTS[plant].isFound)) found += 1;
    const alarms = findings.filter((finding) => isFalseAlarm(plant, finding));
    if (alarms.some(({ holds_over_whole_audit }) => holds_over_whole_audit === true)) elsewhere += 1;
  }
  progress(plant, plantedSeeds, plantedSeeds);
  return {
    found: { name: plant, happened: found, of: plantedSeeds },
    elsewhere: { name: plant, happened: elsewhere, of: plantedSeeds },
  };
}

function progress(name: string, done: number, of: number): void {
  if (done % 100 === 0 || done === of) process.stderr.write(`${name}: ${done} of ${of}\n`);
}

const share = ({ happened, of }: Rate): string => `${happened} of ${of}`;
const started = performance.now();
const { families, whole } = fairRates();
const planted = PLANT_NAMES.filter((name) => name !== 'fair').map((name) => ({
  name,
  ...plantedRates(name),
}));
const seconds = Math.round((performance.now() - started) / 1000);
const broken = [
  ...[...families, whole].filter((rate) => !isKept(rate)).map(({ name }) => `${name}: too many false alarms`),
  ...planted
    .filter(({ found }) => found.happened / found.of < LEAST_FOUND)
    .map(({ name }) => `${name}: not found often enough`),
  ...planted.filter(({ elsewhere }) => !isKept(elsewhere)).map(({ name }) => `${name}: found elsewhere too`),
];
const day = new Date().toISOString().slice(0, 10);
const report = `# Planted disparities, ${day}

Synthetic cohorts of ${INTERVIEWS} interviews in four requisitions, audited by \`one-way-interviews.audit.json\`. They are
made by \`libs/fairness/src/planted\`, seeds 1 to ${fairSeeds} fair and 100001 to ${100_000 + plantedSeeds} for each plant; no
person, recogniser or model took part. ${families.length} families of claims; ${seconds} seconds.

${broken.length === 0 ? 'Everything kept.' : `Not kept: ${broken.join('; ')}.`}

## What was planted is found

Found: in how many cohorts the finding names the stage, category, group, criterion, reviewer or week it was planted in (at least
${LEAST_FOUND * 100} % is asked). Elsewhere: in how many something that does not follow from the plant holds over the whole audit
(chance allows ${(100 * most(plantedSeeds)).toFixed(1)} %).

| plant | what it is | found | elsewhere |
| --- | --- | --- | --- |
${planted.map(({ name, found, elsewhere }) => `| ${name} | ${PLANTS[name].about} | ${share(found)} | ${share(elsewhere)} |`).join('\n')}

## Fair cohorts raise no more alarms than allowed

Each family of claims (a measure in a category) is adjusted by Holm to 5 %. With ${fairSeeds} cohorts chance allows up to
${(100 * most(fairSeeds)).toFixed(1)} %. The whole audit: cohorts with any finding that holds over all its claims.

| family | cohorts with an alarm | share |
| --- | --- | --- |
${[whole, ...families].map((rate) => `| ${rate.name} | ${share(rate)} | ${((100 * rate.happened) / rate.of).toFixed(1)} % |`).join('\n')}
`;
const file = path.join(folder, 'reports', `${day}-planted.md`);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, await format(report, { ...(await resolveConfig(file)), filepath: file }));
process.stderr.write(`${file}\n${broken.map((each) => `${each}\n`).join('')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
