import { digestOfScorecard, isRatingSigned, keyDigestOf } from '../../scorecards/signed-scorecard';
import { demand, fail, notApplicable, pass, type Finding } from '../finding';
import { historiesOf, type History } from '../history';
import { rootName, type Logged } from '../log-of-pack';
import type { Pack, RoundEvidence, ScorecardEvidence } from '../pack';

/**
 * V3: every scorecard is the one in the log, signed with a key its reviewer had enrolled, by distinct reviewers, over a root
 * of the log that is newer than the seal.
 */
export async function scorecardsHold(pack: Pack): Promise<Finding> {
  const histories = historiesOf(pack);
  const sizes = new Map([...pack.log.roots].map(([size, root]) => [rootName(root), size]));
  let count = 0;
  for (const [index, { id, rounds }] of pack.interviews.entries()) {
    const history = histories.get(id);
    if (!history) continue;
    for (const [at, round] of rounds.entries()) {
      const where = `interviews[${index}].rounds[${at}]`;
      await roundHolds({ pack, history, sizes, round, where });
      count += round.scorecards.length;
    }
  }
  return count === 0
    ? notApplicable('No scorecard is in the pack.')
    : pass(`${count} signed over a root newer than the seal.`);
}

interface InRound {
  readonly pack: Pack;
  readonly history: History;
  /** Tree size by root. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly round: RoundEvidence;
  readonly where: string;
}

async function roundHolds(given: InRound): Promise<void> {
  const { history, round, where } = given;
  const rated = history.all('rated', round.round);
  const missing = rated.find(
    (entry) => !round.scorecards.some(({ packet }) => packet === entry.text('packet')),
  );
  demand(missing === undefined, missing?.where ?? '', 'has no scorecard in the pack');
  const reviewers = new Set<string>();
  for (const [index, card] of round.scorecards.entries()) {
    const place = `${where}.scorecards[${index}]`;
    demand(!reviewers.has(card.reviewer), `${place}.reviewer`, 'has rated this interview before');
    reviewers.add(card.reviewer);
    await cardHolds(given, card, place);
  }
}

async function cardHolds(
  { pack, history, sizes, round }: InRound,
  card: ScorecardEvidence,
  place: string,
): Promise<void> {
  const [rated, ...more] = history
    .all('rated', round.round)
    .filter((entry) => entry.text('packet') === card.packet);
  demand(rated !== undefined, place, 'is not in the log');
  demand(more.length === 0, more[0]?.where ?? '', 'rates a packet that was rated before');
  const assigned = history
    .all('assigned', round.round)
    .find((entry) => entry.text('packet') === card.packet && entry.text('reviewer') === card.reviewer);
  demand(
    assigned?.text('seat') === card.seat,
    place,
    'is not by whom and for which seat the log assigned the packet',
  );
  const digest = digestOfScorecard(card.salt, card.content);
  demand(digest === rated.text('scorecard'), place, `is not the one of ${rated.where}`);
  demand(card.signature !== null && rated.text('key') !== '', place, 'is not signed by its reviewer');
  const root = rated.text('root');
  const key = keyOf(pack, card.reviewer, rated, place);
  const signed = await isRatingSigned(key, { digest, packetId: card.packet, root }, card.signature);
  demand(signed, `${place}.signature`, "is not by the reviewer's key over this scorecard");
  const size = sizes.get(root);
  demand(size !== undefined, rated.where, 'was signed over a root that no checkpoint of the pack has');
  const sealed = history
    .all('sealed')
    .filter(({ index }) => index < rated.index)
    .at(-1);
  demand(
    sealed !== undefined && size > sealed.index,
    rated.where,
    'was signed over a root older than the seal',
  );
  demand(size <= rated.index, rated.where, 'was signed over a root newer than itself');
}

/** The raw key that a scorecard was signed with, if its reviewer had it at that time. */
function keyOf(pack: Pack, reviewer: string, rated: Logged, place: string): Uint8Array {
  const name = rated.text('key');
  const about = pack.log.entries.filter(
    (entry) => entry.text('account') === reviewer && entry.text('key') === name,
  );
  const before = about.filter(({ index }) => index < rated.index);
  const enrolled = before.filter(({ type }) => type === 'key-enrolled');
  demand(enrolled.length > 0, rated.where, 'is by a key that its reviewer had not enrolled');
  demand(enrolled.length === 1, enrolled[1]?.where ?? '', 'enrols a key a second time');
  demand(before.at(-1)?.type === 'key-enrolled', rated.where, 'is by a key that was retired before');
  const known = pack.keys.find(({ account, key }) => account === reviewer && keyDigestOf(key) === name);
  return known?.key ?? fail(`${place}.signature`, `cannot be checked: the key ${name} is not in the pack`);
}
