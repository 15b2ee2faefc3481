import type { Adjustment, LimitFacts, QuestionLimits, Stop } from '@evenhand/domain';

import { adjustmentBounds } from '../../../../libs/domain/src/accommodation/adjustment.ts';
import { isGiven, list, moment, number, object, oneOf, text, whole, type Field } from './fields.ts';
import { LimitsInputError } from './limits-input.errors.ts';

const kinds = ['video', 'audio', 'text'] as const;
const grantedKinds = ['video', 'audio', 'text', 'sign-language'] as const;
const tracks = ['interpreter', 'captioner'] as const;
const dials = [
  'preparation',
  'answer-time',
  'deadline',
  'extra-takes',
  'pauses',
  'questions-in-advance',
  'answer-kinds',
  'prompt-captions',
  'sign-language-prompts',
  'human-only',
  'live-conversation',
  'other',
] as const;
const aDay = 86_400;

/**
 * Cases as `npm run limits` takes them. Absent lists are empty; what `spent` leaves out is nothing.
 *
 * @throws LimitsInputError
 */
export function readCases(input: unknown): LimitFacts[] {
  if (!Array.isArray(input)) throw new LimitsInputError('input', 'must be a list of cases');
  return input.map((value: unknown, at) => readCase({ value, path: `[${at}]` }));
}

function readCase(field: Field): LimitFacts {
  const of = object(field, ['template', 'policy', 'grants', 'now', 'spent']);
  const template = readTemplate(of('template'));
  return {
    template,
    policy: listed(of('policy')).map(readAdjustment),
    grants: listed(of('grants')).map(readAdjustment),
    now: moment(of('now')),
    spent: isGiven(of('spent'))
      ? readSpent(of('spent'), template)
      : { requests: [], pauses: [], questions: [] },
  };
}

const listed = (field: Field): Field[] => (isGiven(field) ? list(field) : []);

function readTemplate(field: Field): LimitFacts['template'] {
  const of = object(field, ['opensAt', 'deadline', 'questions']);
  const [opensAt, deadline] = [moment(of('opensAt')), moment(of('deadline'))];
  if (deadline <= opensAt) throw new LimitsInputError(of('deadline').path, 'must be later than opensAt');
  const questions = list(of('questions')).map(readQuestion);
  questions.forEach(({ id }, at) => {
    if (questions.findIndex((other) => other.id === id) !== at) {
      throw new LimitsInputError(`${of('questions').path}[${at}].id`, 'must not be used twice');
    }
  });
  return { opensAt, deadline, questions };
}

function readQuestion(field: Field): QuestionLimits {
  const of = object(field, ['id', 'kinds', 'preparationSeconds', 'answerSeconds', 'retakes']);
  const offered = list(of('kinds')).map((kind) => oneOf(kind, kinds));
  if (offered.length === 0) throw new LimitsInputError(of('kinds').path, 'must not be empty');
  return {
    id: text(of('id')),
    kinds: offered,
    preparationSeconds: secondsOrNull(of('preparationSeconds')),
    answerSeconds: secondsOrNull(of('answerSeconds')),
    retakes: whole(of('retakes'), 0, 100),
  };
}

/** Null, said in so many words, is no limit: a field that was forgotten must not be taken for one. */
const secondsOrNull = (field: Field): number | null => (field.value === null ? null : whole(field, 0, aDay));

function readAdjustment(field: Field): Adjustment {
  const dial = oneOf(object(field, [...everyField])('dial'), dials);
  switch (dial) {
    case 'preparation':
    case 'answer-time':
    case 'deadline':
      return { dial, ...readChange(field, adjustmentBounds.plusSeconds[dial]) };
    case 'extra-takes': {
      const { least, most } = adjustmentBounds.takes;
      return { dial, takes: whole(object(field, ['dial', 'takes'])('takes'), least, most) };
    }
    case 'pauses': {
      const { least, most } = adjustmentBounds.pauseSeconds;
      return { dial, seconds: whole(object(field, ['dial', 'seconds'])('seconds'), least, most) };
    }
    case 'answer-kinds': {
      const of = object(field, ['dial', 'kinds', 'track']);
      const granted = list(of('kinds')).map((kind) => oneOf(kind, grantedKinds));
      return { dial, kinds: granted, ...(isGiven(of('track')) && { track: oneOf(of('track'), tracks) }) };
    }
    case 'other':
      return { dial, text: text(object(field, ['dial', 'text'])('text')) };
    default:
      object(field, ['dial']);
      return { dial };
  }
}

const everyField = [
  'dial',
  'times',
  'plusSeconds',
  'unlimited',
  'takes',
  'seconds',
  'kinds',
  'track',
  'text',
];

function readChange(field: Field, most: number) {
  const of = object(field, ['dial', 'times', 'plusSeconds', 'unlimited']);
  const given = ['times', 'plusSeconds', 'unlimited'].filter((name) => isGiven(of(name)));
  if (given.length !== 1) {
    throw new LimitsInputError(field.path, 'must have exactly one of times, plusSeconds and unlimited');
  }
  const { times } = adjustmentBounds;
  if (isGiven(of('times'))) return { times: number(of('times'), times.least, times.most) };
  if (isGiven(of('plusSeconds'))) return { plusSeconds: whole(of('plusSeconds'), 0, most) };
  if (of('unlimited').value !== true) throw new LimitsInputError(of('unlimited').path, 'must be true');
  return { unlimited: true } as const;
}

function readSpent(field: Field, { questions }: LimitFacts['template']): LimitFacts['spent'] {
  const of = object(field, ['requests', 'pauses', 'questions']);
  const ids = questions.map(({ id }) => id);
  return {
    requests: listed(of('requests')).map(readStop),
    pauses: listed(of('pauses')).map(readStop),
    questions: listed(of('questions')).map((one) => {
      const at = object(one, ['id', 'preparationSeconds', 'takes']);
      const used = (name: string, most: number) => (isGiven(at(name)) ? whole(at(name), 0, most) : 0);
      return {
        id: oneOf(at('id'), ids),
        preparationSeconds: used('preparationSeconds', 365 * aDay),
        takes: used('takes', 1000),
      };
    }),
  };
}

function readStop(field: Field): Stop {
  const of = object(field, ['from', 'to']);
  const from = moment(of('from'));
  const to = isGiven(of('to')) ? moment(of('to')) : null;
  if (to !== null && to < from) throw new LimitsInputError(of('to').path, 'must not be before from');
  return { from, to };
}
