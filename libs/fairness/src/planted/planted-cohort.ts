import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import type { PlantName } from './plants.ts';

/** The columns of a planted cohort, in their order. */
const HEAD = [
  'interview',
  'requisition',
  'week',
  'sex',
  'race_ethnicity',
  'age',
  'disability',
  'accommodation',
  'started',
  'finished',
  'blind_advance',
  'final_advance',
  'offer',
  'never_reveal',
  'words',
  'word_errors',
  'rater',
  'question',
  'criterion',
  'blind',
  'ai',
  'after',
] as const;

/** Questions with one criterion each. */
const CRITERIA = [
  ['project', 'structure'],
  ['project', 'evidence'],
  ['conflict', 'judgement'],
  ['conflict', 'delivery'],
] as const;

const RATERS = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'];
const REQUISITIONS = [
  { name: 'Q1', bar: 2.7 },
  { name: 'Q2', bar: 3 },
  { name: 'Q3', bar: 3.3 },
  { name: 'Q4', bar: 3.7 },
];
const RACES = [
  ['white', 0.5],
  ['black', 0.18],
  ['hispanic', 0.18],
  ['asian', 0.14],
] as const;
const WEEKS = 8;
const WRONG_WORDS = 0.08;

/** Draws from one generator, in the order of the calls. */
class Lots {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  chance(p: number): boolean {
    return uniformFloat64(this.#generator) < p;
  }

  whole(low: number, high: number): number {
    return uniformInt(this.#generator, low, high);
  }

  /** A standard normal number (Box & Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(this.#generator)));
    return radius * Math.cos(2 * Math.PI * uniformFloat64(this.#generator));
  }

  of<Value>(weighted: readonly (readonly [Value, number])[], otherwise: Value): Value {
    let left = uniformFloat64(this.#generator);
    for (const [value, weight] of weighted) {
      left -= weight;
      if (left < 0) return value;
    }
    return otherwise;
  }
}

interface Candidate {
  readonly interview: string;
  readonly requisition: string;
  readonly bar: number;
  readonly week: string;
  readonly sex: string;
  readonly race: string;
  readonly age: string;
  readonly disability: string;
  readonly accommodation: string;
}

const onScale = (score: number): number => Math.min(5, Math.max(1, Math.round(score)));
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const flag = (is: boolean): string => (is ? '1' : '0');

/**
 * A synthetic cohort as the rows of an audit, with one disparity planted in it. Ability has the same distribution in every
 * group; everything that is not planted differs by chance only. The same seed gives the same text.
 */
export function plantedCohort(plant: PlantName, seed: number, interviews = 800): string {
  const lots = new Lots(seed);
  const lines = [HEAD.join(',')];
  for (let i = 0; i < interviews; i += 1)
    lines.push(...linesOf(candidateOf(plant, lots, i, interviews), plant, lots));
  return `${lines.join('\n')}\n`;
}

function candidateOf(plant: PlantName, lots: Lots, i: number, interviews: number): Candidate {
  const sex = lots.of([['unknown', 0.03]], lots.chance(0.5) ? 'female' : 'male');
  // In Simpson's cohort the bar is high where women apply.
  const hard = plant === 'simpson' ? (sex === 'female' ? 0.85 : 0.15) : 0.5;
  const place = (lots.chance(hard) ? 2 : 0) + lots.whole(0, 1);
  const { name, bar } = REQUISITIONS[place] ?? { name: 'Q1', bar: 3 };
  const race = lots.of([['unknown', 0.04]], lots.of(RACES, 'white'));
  const tiny = i < 6 ? (i < 3 ? 'arctic' : 'nomad') : i < 20 ? 'islander' : race;
  return {
    interview: `i${String(i).padStart(String(interviews).length, '0')}`,
    requisition: name,
    bar,
    week: `W${String(lots.whole(1, WEEKS)).padStart(2, '0')}`,
    sex,
    race: plant === 'tiny-group' ? tiny : race,
    age: lots.chance(0.3) ? '40 or over' : 'under 40',
    disability: lots.of([['unknown', 0.1]], lots.chance(0.15) ? 'yes' : 'no'),
    accommodation: lots.chance(0.1) ? 'yes' : 'no',
  };
}

function linesOf(candidate: Candidate, plant: PlantName, lots: Lots): string[] {
  const { sex, race, week } = candidate;
  const started = lots.chance(0.92);
  const finishes =
    plant === 'one-stage' && sex === 'female' ? 0.7 : plant === 'drift' && week === 'W07' ? 0.5 : 0.9;
  const finished = started && lots.chance(finishes);
  const neverReveal = lots.chance(0.25);
  const words = lots.whole(200, 900);
  const wrong = plant === 'transcription' && race === 'hispanic' ? 0.14 : WRONG_WORDS;
  const errors = Math.min(words, Math.max(0, Math.round(words * wrong * (1 + 0.35 * lots.normal()))));
  const ratings = finished ? ratingsOf(candidate, plant, lots, neverReveal) : [];
  const isHopeless = plant === 'tiny-group' && race === 'islander';
  const [blind, after] = [mean(ratings.map((each) => each.blind)), mean(ratings.map((each) => each.after))];
  const advances = (score: number): boolean => !isHopeless && score + 0.3 * lots.normal() >= candidate.bar;
  const blindAdvance = finished && advances(blind);
  const finalAdvance = finished && advances(after);
  const own = [
    candidate.interview,
    candidate.requisition,
    week,
    sex,
    race,
    candidate.age,
    candidate.disability,
    candidate.accommodation,
    flag(started),
    started ? flag(finished) : '',
    finished ? flag(blindAdvance) : '',
    finished ? flag(finalAdvance) : '',
    finalAdvance ? flag(lots.chance(0.4)) : '',
    flag(neverReveal),
    finished ? String(words) : '',
    finished ? String(errors) : '',
  ].join(',');
  if (ratings.length === 0) return [`${own},,,,,,`];
  return ratings.map(
    ({ rater, question, criterion, blind: b, ai, after: a }) =>
      `${own},${rater},${question},${criterion},${b},${ai},${a}`,
  );
}

interface Rating {
  readonly rater: string;
  readonly question: string;
  readonly criterion: string;
  readonly blind: number;
  readonly ai: string;
  readonly after: number;
}

function ratingsOf(
  { sex, race, disability }: Candidate,
  plant: PlantName,
  lots: Lots,
  neverReveal: boolean,
): Rating[] {
  const ability = lots.normal();
  const first = lots.whole(0, RATERS.length - 1);
  const second = (first + lots.whole(1, RATERS.length - 1)) % RATERS.length;
  const abstains = plant === 'abstention' && disability === 'yes' ? 0.2 : 0.04;
  return CRITERIA.flatMap(([question, criterion]) => {
    const skill = 3 + 0.9 * ability + 0.45 * lots.normal();
    const unfair = plant === 'criterion' && criterion === 'delivery' && sex === 'female' ? 0.9 : 0;
    const harsh = plant === 'calibration' && race === 'black' ? 0.6 : 0;
    const machine = onScale(skill - harsh + 0.5 * lots.normal());
    const ai = lots.chance(abstains) ? 'abstain' : String(machine);
    return [first, second].map((place): Rating => {
      const rater = RATERS[place] ?? '';
      const kindness = plant === 'lenient' && rater === 'r5' ? 1 : 0;
      const blind = onScale(skill - unfair + kindness + 0.6 * lots.normal());
      const follows =
        plant === 'anchored' && (rater === 'r1' || rater === 'r2') && !neverReveal && ai !== 'abstain';
      const moved = lots.chance(0.1) ? lots.whole(-1, 1) : 0;
      const after = onScale(blind + moved + (follows ? 0.8 * (machine - blind) : 0));
      return { rater, question, criterion, blind, ai, after };
    });
  });
}
