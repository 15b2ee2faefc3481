import { digestOfJson } from '../../digest';
import { demand, notApplicable, pass, type Finding } from '../finding';
import { historiesOf, type History } from '../history';
import type { Logged } from '../log-of-pack';
import type { Pack } from '../pack';

/** What ends the way of an interview that was submitted. */
const ENDS = ['decided', 'withdrawn', 'erased', 'unopenable'] as const;

/**
 * V8, for packs of a requisition: everybody who was invited is there, every submitted interview reaches an end or is open,
 * and each that was revealed has its evidence in the pack.
 */
export function packIsComplete(pack: Pack): Finding {
  if (pack.about.kind !== 'requisition') return notApplicable('This is the pack of one interview.');
  invitationsOpen(pack);
  const invited = new Set(pack.invited.flat());
  const stray = pack.interviews.findIndex(({ id }) => !invited.has(id));
  demand(stray < 0, `interviews[${stray}]`, 'was never invited to this requisition');
  const shown = new Set(pack.interviews.map(({ id }) => id));
  const count = { submitted: 0, ended: 0 };
  for (const history of historiesOf(pack).values()) {
    const revealed = history.rounds
      .map((round) => history.revealed(round))
      .find((entry) => entry !== undefined);
    demand(!revealed || shown.has(history.interview), revealed?.where ?? '', 'has no evidence in the pack');
    if (!history.first('submitted')) continue;
    count.submitted += 1;
    if (ended(history)) count.ended += 1;
  }
  const open = count.submitted - count.ended;
  return pass(`${invited.size} invited, ${count.submitted} submitted: ${count.ended} ended, ${open} open.`);
}

const ended = (history: History): boolean => ENDS.some((type) => history.first(type) !== undefined);

/** The lists of interviews are those whose digests were logged when people were invited, each once. */
function invitationsOpen({ invited, log }: Pack): void {
  const entries = log.entries.filter(({ type }) => type === 'invited');
  const open = new Map<string, Logged>();
  for (const entry of entries) {
    demand(!open.has(entry.text('batch')), entry.where, 'invites the same interviews a second time');
    open.set(entry.text('batch'), entry);
  }
  for (const [index, batch] of invited.entries()) {
    const digest = digestOfJson([...batch].sort());
    const entry = open.get(digest);
    demand(entry !== undefined, `invited[${index}]`, 'is no list that the log says was invited');
    demand(
      entry.number('interviews') === batch.length,
      entry.where,
      `counts others than the ${batch.length} invited`,
    );
    open.delete(digest);
  }
  const [missing] = open.values();
  demand(missing === undefined, missing?.where ?? '', 'invited interviews that are not in the pack');
}
