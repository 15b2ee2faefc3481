/** A sample of the campaign: what is planted is found where it was planted. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { audit } from '../audit/audit.ts';
import { plantedCohort } from './planted-cohort.ts';
import { isFalseAlarm, PLANT_NAMES, PLANTS } from './plants.ts';

const FILE = path.resolve(import.meta.dirname, '../../../../fairness-audits/one-way-interviews.audit.json');
const DEFINITION = {
  ...(JSON.parse(readFileSync(FILE, 'utf8')) as object),
  resamples: 100,
  boschloo_up_to: 0,
};

it.each(PLANT_NAMES.filter((name) => name !== 'fair'))('finds what was planted: %s', (name) => {
  const inputs = { evenhand: '0', definition_sha256: '', rows_sha256: '', seed: 101 };
  const { findings } = audit(DEFINITION, plantedCohort(name, 101), inputs);
  expect(findings.some(PLANTS[name].isFound)).toBe(true);
  const alarms = findings.filter((finding) => isFalseAlarm(name, finding) && finding.holds_over_whole_audit);
  expect(alarms.map(({ sentence }) => sentence)).toEqual([]);
});

it('plants the same text for the same seed, and another for another', () => {
  expect(plantedCohort('fair', 7, 50)).toBe(plantedCohort('fair', 7, 50));
  expect(plantedCohort('fair', 7, 50)).not.toBe(plantedCohort('fair', 8, 50));
});
