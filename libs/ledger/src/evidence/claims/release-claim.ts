import { demand, notApplicable, pass, type Finding } from '../finding';
import { historiesOf } from '../history';
import type { Pack } from '../pack';

/** V6: nothing was released, and no glass broken, before every required scorecard was locked. */
export function releaseHolds(pack: Pack): Finding {
  const histories = historiesOf(pack);
  let released = 0;
  for (const history of histories.values()) {
    for (const entry of history.entries) {
      if (entry.type !== 'released' && entry.type !== 'withheld' && entry.type !== 'break-glass') continue;
      const locked = history.first('locked', entry.number('round'));
      demand(locked !== undefined && locked.index < entry.index, entry.where, 'comes before locked');
      released += 1;
    }
  }
  for (const [index, { id, runs, rounds }] of pack.interviews.entries()) {
    const history = histories.get(id);
    const opened =
      history?.entries.some(({ type }) => type === 'released' || type === 'break-glass') ?? false;
    const payload = runs.findIndex((run) => run.payload !== null);
    demand(
      payload < 0 || opened,
      `interviews[${index}].runs[${payload}].payload`,
      'was opened without a release',
    );
    const shown = rounds.findIndex(({ round }) => history?.revealed(round) === undefined);
    demand(shown < 0, `interviews[${index}].rounds[${shown}]`, 'was revealed without a release in the log');
  }
  return released === 0
    ? notApplicable('Nothing was released yet.')
    : pass(`${released} opened, each after locked.`);
}
