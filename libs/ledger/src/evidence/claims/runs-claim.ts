import { demand, notApplicable, pass, type Finding } from '../finding';
import { historiesOf, type History } from '../history';
import type { Pack } from '../pack';

/** V2: every run that was declared was sealed once, runs are numbered without gaps, and none came after assignment. */
export function runsHold(pack: Pack): Finding {
  const histories = [...historiesOf(pack).values()];
  const runs = histories.reduce((sum, history) => sum + runsOf(history), 0);
  for (const { id } of pack.interviews) {
    const none = histories.some(({ interview, entries }) => interview === id && !entries.some(isDeclared));
    demand(!none, `interview ${id}`, 'has no declared run in the log');
  }
  return runs === 0 ? notApplicable('No run was declared yet.') : pass(`${runs} declared and sealed once.`);
}

const isDeclared = ({ type }: { readonly type: string }): boolean => type === 'run-declared';

function runsOf(history: History): number {
  const declared = history.all('run-declared');
  const sealed = history.all('sealed');
  const available = history.first('available');
  for (const [index, entry] of declared.entries()) {
    demand(
      entry.number('run') === index + 1,
      entry.where,
      `declares run ${entry.number('run')}, not ${index + 1}`,
    );
    const assigned = history.first('assigned', entry.number('round'));
    demand(
      !assigned || entry.index < assigned.index,
      entry.where,
      'declares a run after reviewers had the interview',
    );
    const own = sealed.filter((one) => one.number('run') === index + 1);
    demand(own.length > 0 || !available, entry.where, 'declares a run that was never sealed');
    demand(own.length < 2, own[1]?.where ?? '', `seals run ${index + 1} a second time`);
    demand(!own[0] || own[0].index > entry.index, own[0]?.where ?? '', 'seals a run before it was declared');
  }
  const stray = sealed.find((entry) => !declared.some((one) => one.number('run') === entry.number('run')));
  demand(stray === undefined, stray?.where ?? '', 'seals a run that nobody declared');
  demand(!available || declared.length > 0, available?.where ?? '', 'comes without any declared run');
  return declared.length;
}
