import type { Template } from './template';

/** A criterion Evenhand refuses to rate by, and why. */
export interface RefusedCriterion {
  readonly questionId: string;
  readonly criterionId: string;
  readonly reason: string;
}

const APPEARANCE =
  'How somebody looks says nothing about how they would do the job, and disadvantages groups of people.';
const VOICE =
  'How a voice or an accent sounds is not what is said; rating it disadvantages groups of people.';
const BODY =
  'Gaze, posture and facial expression differ with disability, culture and camera; they are never scored here.';
const MOOD =
  'Emotions and “energy” cannot be read reliably from a recording, and the law forbids inferring them at work.';
const CHARACTER = 'Character cannot be judged from a short recording. Rate what was said or shown instead.';
const GUESS = 'Personal circumstances are not the business of a rubric.';

const refusals: readonly (readonly [RegExp, string])[] = [
  [
    /\b(good looks(?! like)|good[- ]looking|appearance|attractive\w*|well[- ]groomed|grooming|dress(ed)?( code)?|outfit|beauty)\b/i,
    APPEARANCE,
  ],
  [
    /\b(accent\w*|tone of voice|voice quality|speaking voice|vocal\w*|pronunciation|intonation|native speaker)\b/i,
    VOICE,
  ],
  [/\b(eye contact|gaze|facial|smil(e|es|ing)|body language|posture|gestures?)\b/i, BODY],
  [/\b(emotion\w*|enthusias\w*|passion\w*|energetic|energy level|mood|excite(d|ment))\b/i, MOOD],
  [
    /\b(personality|charisma\w*|confiden(ce|t|tly)|likeab\w*|introver\w*|extraver\w*|extrover\w*|culture fit|cultural fit)\b/i,
    CHARACTER,
  ],
  [/\b(age|gender|ethnic\w*|religio\w*|nationality|pregnan\w*|marital|family plans|disabilit\w*)\b/i, GUESS],
];

/** Criteria whose name asks for what must not be rated, in the template's order. */
export function refusedCriteria(template: Pick<Template, 'questions'>): RefusedCriterion[] {
  return template.questions.flatMap((question) =>
    question.criteria.flatMap(({ id, name }) => {
      const refusal = refusals.find(([words]) => words.test(name));
      return refusal === undefined ? [] : [{ questionId: question.id, criterionId: id, reason: refusal[1] }];
    }),
  );
}
