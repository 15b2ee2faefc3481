import fc from 'fast-check';
import type { ScalePoint, Template } from '../template/template';
import { lockState, type SeatedScorecard } from './locking';
import { scorecardGaps, type Rating } from './scorecard';

const anchors = ['1', '2', '3', '4', '5'] as const;
const template = (requiredScorecards: 1 | 2 | 3): Template => ({
  introduction: '',
  closing: '',
  requiredScorecards,
  revealRule: 'all-locked',
  hidesIdentity: true,
  windowHours: 72,
  questions: ['q1', 'q2'].map((id) => ({
    id,
    text: id,
    kinds: ['video'],
    preparationSeconds: null,
    answerSeconds: 60,
    retakes: 1,
    criteria: [{ id: 'c', name: 'c', jobRelatedness: '', anchors }],
  })),
});

const card = (
  reviewerId: string,
  q1: ScalePoint | null,
  q2: ScalePoint | null,
  seat: SeatedScorecard['seat'] = 'required',
): SeatedScorecard => ({
  reviewerId,
  seat,
  ratings: [
    { questionId: 'q1', criterionId: 'c', rating: q1 },
    { questionId: 'q2', criterionId: 'c', rating: q2 },
  ],
});

describe('lockState', () => {
  it('waits for every required scorecard', () => {
    expect(lockState(template(2), [card('a', 3, 3)])).toEqual({ kind: 'waiting', missing: 1 });
  });

  it('does not take two scorecards of one person for two people', () => {
    expect(lockState(template(2), [card('a', 3, 3), card('a', 4, 4)])).toEqual({
      kind: 'waiting',
      missing: 1,
    });
  });

  it('locks when ratings differ by one', () => {
    expect(lockState(template(2), [card('a', 3, 4), card('b', 4, 4)])).toEqual({
      kind: 'locked',
      medians: [
        { questionId: 'q1', criterionId: 'c', rating: 3.5 },
        { questionId: 'q2', criterionId: 'c', rating: 4 },
      ],
    });
  });

  it('asks for a third person when a rating differs by two, and takes the median then', () => {
    const two = [card('a', 2, 4), card('b', 4, 4)];
    expect(lockState(template(2), two)).toEqual({
      kind: 'adjudicate',
      ratings: [{ questionId: 'q1', criterionId: 'c' }],
    });
    const locked = lockState(template(2), [...two, card('c', 4, 1, 'adjudicator')]);
    expect(locked).toMatchObject({ kind: 'locked', medians: [{ rating: 4 }, { rating: 4 }] });
  });

  it('does not count “cannot judge” as a difference, and gives no median where nobody could judge', () => {
    expect(lockState(template(2), [card('a', null, 5), card('b', null, 4)])).toMatchObject({
      kind: 'locked',
      medians: [{ rating: null }, { rating: 4.5 }],
    });
  });

  it('never depends on the order of scorecards, and never locks with too few people', () => {
    const point = fc.option(fc.constantFrom<ScalePoint[]>(1, 2, 3, 4, 5), { nil: null });
    const cards = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), point, point, fc.boolean()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(cards, fc.constantFrom(1 as const, 2 as const, 3 as const), (rows, required) => {
        const seen = new Set<string>();
        const scorecards = rows.flatMap(([who, q1, q2, third]) => {
          if (seen.has(who)) return [];
          seen.add(who);
          return [card(who, q1, q2, third ? 'adjudicator' : 'required')];
        });
        const state = lockState(template(required), scorecards);
        expect(lockState(template(required), [...scorecards].reverse())).toEqual(state);
        const people = scorecards.filter((one) => one.seat === 'required').length;
        if (people < required) expect(state.kind).toBe('waiting');
        else expect(state.kind).not.toBe('waiting');
      }),
    );
  });
});

describe('scorecardGaps', () => {
  const rating = (questionId: string): Rating => ({ questionId, criterionId: 'c', rating: 3 });

  it('names what is missing, unknown and given twice', () => {
    expect(scorecardGaps(template(1), [rating('q1'), rating('q1'), rating('q9')])).toMatchObject({
      missing: [{ questionId: 'q2' }],
      unknown: [{ questionId: 'q1' }, { questionId: 'q9' }],
    });
  });

  it('finds nothing wrong with a whole scorecard', () => {
    expect(scorecardGaps(template(1), [rating('q2'), rating('q1')])).toEqual({ missing: [], unknown: [] });
  });
});
