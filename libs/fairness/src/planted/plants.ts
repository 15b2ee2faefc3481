import type { Finding, Measure } from '../audit/measures.ts';

/** What can be planted into a synthetic cohort, and what an audit has to find then. */
export interface Plant {
  readonly name: string;
  readonly about: string;
  /** The finding that must be there. */
  readonly isFound: (finding: Finding) => boolean;
  /** Measures that may fail as well because of what was planted; everything else would be a false alarm. */
  readonly consequences: readonly Measure[];
}

const about = (finding: Finding, where: Record<string, string>): boolean =>
  Object.entries(where).every(([name, value]) => finding.where[name] === value);

const finds =
  (measure: Measure, where: Record<string, string>) =>
  (finding: Finding): boolean =>
    finding.measure === measure && about(finding, where);

/** Every plant by its name; `fair` plants nothing. */
export const PLANTS = {
  fair: {
    about: 'Nothing: groups, reviewers and weeks differ by chance only.',
    isFound: () => false,
    consequences: [],
  },
  'one-stage': {
    about: 'Women who have started finish at 0.70 instead of 0.90; no other stage differs.',
    isFound: finds('selection', { stage: 'finishing', category: 'sex', group: 'female' }),
    consequences: [],
  },
  simpson: {
    about: 'Women apply mostly where few advance; within every requisition the rates are the same.',
    isFound: finds('reversal', { stage: 'blind advance', category: 'sex', group: 'female' }),
    consequences: [],
  },
  'tiny-group': {
    about: 'Two groups of three, and one of fourteen of whom nobody advances.',
    isFound: finds('detectability', { category: 'race_ethnicity', group: 'islander' }),
    consequences: ['selection', 'scores'],
  },
  abstention: {
    about: 'The AI abstains on 0.20 instead of 0.04 of the answers of disabled candidates.',
    isFound: finds('abstention', { category: 'disability', group: 'yes' }),
    consequences: [],
  },
  transcription: {
    about: 'Of 100 words of Hispanic candidates 14 instead of 8 are transcribed wrongly.',
    isFound: finds('transcription', { category: 'race_ethnicity', group: 'hispanic' }),
    consequences: [],
  },
  anchored: {
    about: 'Reviewers r1 and r2 go most of the way to the AI once they have seen it.',
    isFound: finds('influence', { rater: 'r1' }),
    consequences: [],
  },
  lenient: {
    about: 'Reviewer r5 rates a point higher than everybody else.',
    isFound: finds('severity', { rater: 'r5' }),
    consequences: ['severity', 'agreement', 'influence'],
  },
  criterion: {
    about: 'People rate women 0.9 points lower on the criterion delivery, and on no other.',
    isFound: finds('criterion', {
      criterion: 'conflict: delivery',
      category: 'sex',
      group: 'female',
      source: 'blind',
    }),
    consequences: ['criterion', 'scores', 'calibration', 'selection'],
  },
  calibration: {
    about: 'The AI scores Black candidates 0.6 points lower than people do.',
    isFound: finds('calibration', { category: 'race_ethnicity', group: 'black' }),
    consequences: ['scores'],
  },
  drift: {
    about: 'In week W07 one half instead of nine tenths of those who start finish.',
    isFound: finds('drift', { stage: 'finishing', week: 'W07' }),
    consequences: ['drift'], // beside a bad week the others look good
  },
} as const satisfies Readonly<Record<string, Omit<Plant, 'name'>>>;

export type PlantName = keyof typeof PLANTS;
export const PLANT_NAMES = Object.keys(PLANTS) as PlantName[];

/** Whether a finding is neither what was planted nor follows from it. What an audit cannot see is not an alarm. */
export function isFalseAlarm(plant: PlantName, finding: Finding): boolean {
  if (finding.measure === 'detectability') return false;
  const { isFound, consequences }: Omit<Plant, 'name'> = PLANTS[plant];
  if (isFound(finding) || consequences.includes(finding.measure)) return false;
  const crossings: Partial<Record<PlantName, string>> = {
    'one-stage': 'sex',
    simpson: 'sex',
    abstention: 'disability',
    transcription: 'race_ethnicity',
    calibration: 'race_ethnicity',
  };
  const planted = crossings[plant];
  // What is planted in a category shows in its intersections too.
  const isCrossing =
    planted !== undefined && (finding.where['category'] ?? '').split(' × ').includes(planted);
  const own = { 'one-stage': 'selection', simpson: 'reversal' } as Partial<Record<PlantName, Measure>>;
  if (isCrossing && finding.measure === (own[plant] ?? plant)) return false;
  return !(plant === 'anchored' && finding.measure === 'influence' && finding.where['rater'] !== undefined);
}
