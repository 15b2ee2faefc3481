/**
 * Writes a synthetic cohort with a disparity planted in it, as the rows of an audit:
 *
 *     node fairness-audits/plant.ts PLANT SEED [INTERVIEWS] > rows.csv
 */
import { PLANT_NAMES, PLANTS, plantedCohort } from '../libs/fairness/src/index.ts';

const [name, seed, interviews = '800', ...more] = process.argv.slice(2);
const plant = PLANT_NAMES.find((each) => each === name);
if (
  plant === undefined ||
  !/^\d{1,9}$/.test(seed ?? '') ||
  !/^\d{1,7}$/.test(interviews) ||
  more.length > 0
) {
  const known = PLANT_NAMES.map((each) => `  ${each}: ${PLANTS[each].about}\n`).join('');
  process.stderr.write(`Name a plant, a seed and maybe a number of interviews:\n${known}`);
  process.exitCode = 2;
} else {
  process.stdout.write(plantedCohort(plant, Number(seed), Number(interviews)));
}
