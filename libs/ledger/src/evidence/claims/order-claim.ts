import { demand, notApplicable, pass, type Finding } from '../finding';
import { historiesOf, type History } from '../history';
import type { Logged } from '../log-of-pack';
import type { Pack, RoundEvidence } from '../pack';
import { adjudicationIsDue, rulesOf } from '../ratings';

/** What follows what, once per round; each kind of entry comes after every one of the kind before it. */
const ORDER = [
  'submitted',
  'run-declared',
  'sealed',
  'available',
  'assigned',
  'opened',
  'rated',
  'locked',
] as const;
/** What happens once in a round. */
const ONCE: ReadonlySet<string> = new Set([
  'submitted',
  'available',
  'arm-drawn',
  'locked',
  'released',
  'withheld',
]);

/** V4: sealed, available, assigned, opened, rated, locked, released or withheld, in this order, and enough people rated. */
export function orderHolds(pack: Pack): Finding {
  const histories = historiesOf(pack);
  let rounds = 0;
  for (const history of histories.values()) {
    for (const round of history.rounds) {
      inOrder(history, round);
      rounds += 1;
    }
  }
  for (const [index, { id, template, rounds: own }] of pack.interviews.entries()) {
    const history = histories.get(id);
    const content = pack.templates.find((one) => one.id === template)?.content ?? null;
    own.forEach((round, at) => {
      if (history) enoughRated(history, round, content, `interviews[${index}].rounds[${at}]`);
    });
  }
  return rounds === 0
    ? notApplicable('Nothing was submitted yet.')
    : pass('Each step came after the one before it.');
}

function inOrder(history: History, round: number): void {
  for (const type of ONCE) {
    const second = history.all(type, round)[1];
    demand(second === undefined, second?.where ?? '', 'stands in the log a second time');
  }
  // A later round begins with the seal of an earlier one.
  const steps = ORDER.map((type) => history.all(type, round === 1 ? 1 : roundOfStep(type, round)));
  for (const [index, entries] of steps.entries()) {
    const before = steps[index - 1];
    const [first] = entries;
    if (index === 0 || first === undefined) continue;
    demand((before ?? []).length > 0, first.where, `comes without ${ORDER[index - 1] ?? ''} before it`);
  }
  packetsInOrder(history, round);
  const [sealed, available] = [history.all('sealed').at(-1), history.first('available', round)];
  const late = history.all('sealed', round).find(({ index }) => available && index > available.index);
  demand(late === undefined, late?.where ?? '', 'comes after the interview became available');
  after(history.first('run-declared'), history.first('submitted'));
  after(available, round === 1 ? sealed : history.first('sealed'));
  const drawn = history.first('arm-drawn', round);
  const [locked, revealed] = [history.first('locked', round), history.revealed(round)];
  const assigned = history.first('assigned', round);
  demand(!assigned || drawn !== undefined, assigned?.where ?? '', 'comes without arm-drawn before it');
  after(assigned, drawn);
  for (const rated of history.all('rated', round)) after(locked, rated);
  if (revealed) {
    demand(locked !== undefined, revealed.where, 'comes without locked before it');
    after(revealed, locked);
  }
  for (const type of ['revised', 'decided']) {
    for (const entry of history.all(type, round)) {
      demand(revealed !== undefined, entry.where, 'comes before anything was revealed');
      after(entry, revealed);
    }
  }
}

const roundOfStep = (type: string, round: number): number | undefined =>
  type === 'submitted' || type === 'run-declared' || type === 'sealed' ? undefined : round;

/** Each packet is assigned after the interview became available, then opened, then rated. */
function packetsInOrder(history: History, round: number): void {
  const available = history.first('available', round);
  for (const assigned of history.all('assigned', round)) after(assigned, available);
  const own = (type: string, packet: string): Logged | undefined =>
    history.all(type, round).find((entry) => entry.text('packet') === packet);
  for (const type of ['assigned', 'opened']) {
    const second = history.all(type, round).find((entry) => own(type, entry.text('packet')) !== entry);
    demand(second === undefined, second?.where ?? '', 'stands in the log a second time');
  }
  for (const opened of history.all('opened', round)) {
    const assigned = own('assigned', opened.text('packet'));
    demand(assigned !== undefined, opened.where, 'opens a packet that was assigned to nobody');
    after(opened, assigned);
  }
  for (const rated of history.all('rated', round)) {
    const opened = own('opened', rated.text('packet'));
    demand(opened !== undefined, rated.where, 'rates a packet that nobody opened');
    after(rated, opened);
    const taken = own('unassigned', rated.text('packet'));
    demand(!taken || taken.index > rated.index, rated.where, 'rates a packet that was taken back');
  }
}

function after(later: Logged | undefined, earlier: Logged | undefined): void {
  if (later && earlier) demand(earlier.index < later.index, later.where, `comes before ${earlier.where}`);
}

/** The template says how many must have rated; ratings far apart need a third person. */
function enoughRated(
  history: History,
  { round, scorecards }: RoundEvidence,
  template: Parameters<typeof rulesOf>[0],
  where: string,
): void {
  const locked = history.first('locked', round);
  if (!locked) return;
  const rated = history.all('rated', round).length;
  demand(
    locked.number('scorecards') === rated,
    locked.where,
    `counts other scorecards than the ${rated} in the log`,
  );
  const rules = rulesOf(template);
  demand(rules !== undefined, where, 'is of a template that is not in the pack or cannot be read');
  const required = scorecards.filter(({ seat }) => seat === 'required');
  demand(
    required.length >= rules.requiredScorecards,
    locked.where,
    `needs ${rules.requiredScorecards} scorecards, and there are ${required.length}`,
  );
  const settled =
    scorecards.length > required.length || !adjudicationIsDue(required.map(({ content }) => content));
  demand(settled, locked.where, 'comes without the third person that ratings so far apart need');
}
