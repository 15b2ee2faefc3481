import { parseNote } from '../notes/signed-note';
import { parseVerifierKey } from '../notes/verifier-key';
import { historiesOf, type History } from './history';
import type { InterviewEvidence, Pack, RoundEvidence } from './pack';

/** What no pack proves. Stands beside every certificate. */
export const NOT_PROVED: readonly string[] = [
  'It does not show that the AI output is right or fair.',
  'It does not show that the declared program wrote it.',
  'It does not show that nobody learnt of it in another way, outside this system.',
  'It does not show that the people who rated watched, listened or thought.',
  'AI output that they saw for earlier interviews may have coloured their ratings.',
];

const times = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/**
 * The certificate of blindness of one interview, one sentence a line: what the log of the pack says of it, no more. It is
 * worth something only where the claims hold; the verifier says whether they do, and whether this is its text.
 */
export function certificateOf(pack: Pack, interview: InterviewEvidence): string[] {
  const history = historiesOf({ ...pack, invited: [], interviews: [interview] }).get(interview.id);
  if (!history) return [];
  return [
    `Interview ${interview.id}.`,
    ...brokenGlass(history),
    ...interview.rounds.flatMap((round) => roundLines(history, round)),
    ...runLines(interview),
    witnessLine(pack),
    ...NOT_PROVED,
  ];
}

function brokenGlass(history: History): string[] {
  const [broken] = history.all('break-glass');
  return broken
    ? [`Not blind: two administrators opened the seal by themselves (entry ${broken.index}).`]
    : [];
}

function roundLines(history: History, { round, scorecards, revisions }: RoundEvidence): string[] {
  const at = (type: string): string => String(history.first(type, round)?.index ?? 'none');
  const sealed = history.all('sealed').at(-1)?.index ?? 'none';
  const review = round === 1 ? 'the' : `review ${round}: the`;
  const revealed = history.revealed(round);
  const outcome =
    revealed?.type === 'withheld'
      ? 'No AI summary is shown for this interview; its seal stays closed.'
      : 'Only then was the seal opened.';
  const changed =
    revisions.length === 0
      ? 'No rating was changed after that.'
      : `After that, ${times(revisions.length, 'rating was', 'ratings were')} changed; each change is marked and the first rating kept.`;
  return [
    `In ${review} log, what the machine said, if it said anything, was sealed as entry ${sealed}, before the interview was given to anybody to rate (entry ${at('assigned')}).`,
    `${times(scorecards.length, 'person has', 'different people have')} rated it; all scorecards were locked as entry ${at('locked')}, before anything was opened (entry ${revealed?.index ?? 'none'}).`,
    outcome,
    changed,
  ];
}

function runLines({ runs }: InterviewEvidence): string[] {
  if (runs.length < 2) return [];
  return [
    `The machine was run ${runs.length} times, declared each time; the last run counts, and the pack opens all of them.`,
  ];
}

/** Who, besides the operator, says to have seen the log. Their keys must be known from elsewhere. */
function witnessLine({ checkpoints, logKey }: Pack): string {
  const note = parseNote(checkpoints.at(-1) ?? '');
  const key = parseVerifierKey(logKey);
  const others = note.ok
    ? note.value.signatures.filter(({ name }) => !key.ok || name !== key.value.name)
    : [];
  if (others.length === 0) {
    return 'Unwitnessed: nobody outside has confirmed this log, so whoever runs the system could have rebuilt all of it.';
  }
  const names = [...new Set(others.map(({ name }) => name))].join(', ');
  return `Witnessed: the log is also signed by ${names}.`;
}
