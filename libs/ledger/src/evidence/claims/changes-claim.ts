import { canonicalJson } from '../../canonical';
import { commitmentOf } from '../../digest';
import { demand, fail, notApplicable, pass, type Finding } from '../finding';
import { historiesOf, type History } from '../history';
import type { InterviewEvidence, Pack, RoundEvidence } from '../pack';
import { isObject, keyOf, ratingsIn } from '../ratings';

export const REVISION_LABEL = 'evenhand/revision/v1';
export const DECISION_LABEL = 'evenhand/decision/v1';

/** V7: every change after reveal is marked, with what stood before it, and the decision is the one in the log. */
export function changesHold(pack: Pack): Finding {
  if (pack.interviews.length === 0) return notApplicable('Nothing was revealed yet.');
  const histories = historiesOf(pack);
  let changes = 0;
  for (const [index, interview] of pack.interviews.entries()) {
    const where = `interviews[${index}]`;
    const history = histories.get(interview.id);
    if (!history) fail(where, 'is not in the log');
    const rounds = new Set(interview.rounds.map(({ round }) => round));
    const stray = history.all('revised').find((entry) => !rounds.has(entry.number('round')));
    demand(stray === undefined, stray?.where ?? '', 'has no revision in the pack');
    interview.rounds.forEach((round, at) => {
      changes += revisionsHold(history, round, `${where}.rounds[${at}]`);
    });
    decisionHolds(interview, history, where);
  }
  return pass(
    changes === 0 ? 'No rating was changed after reveal.' : `${changes} marked, each with what stood before.`,
  );
}

function revisionsHold(
  history: History,
  { round, revisions, scorecards }: RoundEvidence,
  where: string,
): number {
  const entries = history.all('revised', round);
  const standing = new Map(
    scorecards.map(({ packet, content }) => [packet, new Map(ratingsIn(content) ?? [])]),
  );
  for (const [index, { packet, content, salt }] of revisions.entries()) {
    const place = `${where}.revisions[${index}]`;
    const entry = entries[index];
    demand(entry !== undefined, place, 'is not in the log');
    const digest = commitmentOf(salt, REVISION_LABEL, canonicalJson(content));
    demand(
      digest === entry.text('revision') && packet === entry.text('packet'),
      place,
      `is not the one of ${entry.where}`,
    );
    const ratings = standing.get(packet);
    demand(ratings !== undefined && isObject(content), place, 'changes no scorecard of this round');
    const key = keyOf(content['questionId'], content['criterionId']);
    demand(
      (ratings.get(key) ?? null) === content['from'],
      place,
      'does not keep the rating that stood before',
    );
    demand(typeof content['reason'] === 'string' && content['reason'] !== '', place, 'gives no reason');
    const { rating } = content;
    demand(rating === null || typeof rating === 'number', place, 'changes to something that is no rating');
    ratings.set(key, rating);
  }
  const missing = entries[revisions.length];
  demand(missing === undefined, missing?.where ?? '', 'has no revision in the pack');
  return revisions.length;
}

function decisionHolds({ decision }: InterviewEvidence, history: History, where: string): void {
  const [decided, second] = history.all('decided');
  demand(second === undefined, second?.where ?? '', 'decides a second time');
  if (!decision) {
    demand(decided === undefined, decided?.where ?? '', 'has no decision in the pack');
    return;
  }
  const digest = commitmentOf(decision.salt, DECISION_LABEL, canonicalJson(decision.content));
  demand(digest === decided?.text('decision'), `${where}.decision`, 'is not the one in the log');
}
