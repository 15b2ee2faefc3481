import { canonicalJson } from '../../canonical';
import { commitmentOf, digestOfJson } from '../../digest';
import { parseJson, type Json } from '../../json/json-text';
import { certificateOf } from '../certificate';
import { demand, fail, notApplicable, pass, type Finding } from '../finding';
import { historiesOf, type History } from '../history';
import type { InterviewEvidence, OpenedText, Pack, RoundEvidence } from '../pack';
import { isObject, medianFor, ratingsOf, rulesOf } from '../ratings';

export const SUMMARY_LABEL = 'evenhand/summary/v1';
export const PLAN_LABEL = 'evenhand/plan/v1';
export const ARM_LABEL = 'evenhand/arm/v1';

/** V5: whatever was opened is what the log was committed to, and what was shown is what was opened. */
export function openingsHold(pack: Pack): Finding {
  if (pack.interviews.length === 0) return notApplicable('Nothing was revealed yet.');
  templatesHold(pack);
  const histories = historiesOf(pack);
  for (const [index, interview] of pack.interviews.entries()) {
    const where = `interviews[${index}]`;
    const history = histories.get(interview.id);
    if (!history) fail(where, 'is not in the log');
    runsOpen(interview, history, where);
    for (const [at, round] of interview.rounds.entries()) {
      const place = `${where}.rounds[${at}]`;
      shownAsSealed(interview, history, round, place);
      medianShown(pack, interview, round, place);
    }
    certified(pack, interview, where);
  }
  return pass('What was opened matches its digests, and what was shown is what was opened.');
}

function templatesHold({ templates, interviews, log }: Pack): void {
  for (const [index, { id, content }] of templates.entries()) {
    const [published, second] = log.entries.filter(
      (entry) => entry.type === 'requisition-published' && entry.text('template') === id,
    );
    demand(second === undefined, second?.where ?? '', 'publishes a template a second time');
    const same = published?.text('rubric') === digestOfJson(content);
    demand(same, `templates[${index}]`, 'is not the one that the log says was published');
  }
  const stray = interviews.findIndex(({ template }) => !templates.some(({ id }) => id === template));
  demand(stray < 0, `interviews[${stray}].template`, 'is not in the pack');
}

/** Payloads and plans are those of the runs in the log, and open the digests there. */
function runsOpen({ runs }: InterviewEvidence, history: History, where: string): void {
  const declared = history.all('run-declared').map((entry) => entry.number('run'));
  demand(declared.join() === runs.map(({ run }) => run).join(), `${where}.runs`, 'are not those in the log');
  for (const [index, { run, payload, plan }] of runs.entries()) {
    const place = `${where}.runs[${index}]`;
    const entry = (type: string) => history.all(type).find((one) => one.number('run') === run);
    if (plan) opens(plan, PLAN_LABEL, entry('run-declared')?.text('plan'), `${place}.plan`);
    if (payload) opens(payload, SUMMARY_LABEL, entry('sealed')?.text('commitment'), `${place}.payload`);
  }
}

function opens({ salt, text }: OpenedText, label: string, digest: string | undefined, where: string): void {
  demand(commitmentOf(salt, label, text) === digest, where, 'is not what the log was committed to');
}

/** What the revealed summary was, by the entry that revealed it. */
function shownAsSealed(
  { runs }: InterviewEvidence,
  history: History,
  { round, arm, summary }: RoundEvidence,
  where: string,
): void {
  const revealed = history.revealed(round);
  if (!revealed) return;
  const commitment = revealed.text('commitment');
  if (revealed.type === 'withheld') {
    const drawn = history.first('arm-drawn', round);
    demand(arm !== null, `${where}.arm`, 'is not opened, though it kept the seal closed');
    const digest = commitmentOf(arm.salt, ARM_LABEL, canonicalJson(arm.content));
    demand(digest === drawn?.text('commitment'), `${where}.arm`, 'is not the draw in the log');
    demand(digest === commitment, revealed.where, 'names another draw than the one that was made');
    demand(neverReveals(arm.content), `${where}.arm`, 'was not drawn to keep the seal closed');
    demand(summary === null, `${where}.summary`, 'was shown though the seal stays closed');
    return;
  }
  const last = runs.at(-1);
  const sealed = history.all('sealed').find((entry) => entry.number('run') === last?.run);
  demand(last !== undefined && revealed.number('run') === last.run, revealed.where, 'is not of the last run');
  demand(
    commitment === sealed?.text('commitment'),
    revealed.where,
    'names another seal than the one that was made',
  );
  const closed = runs.findIndex(({ payload }) => payload === null);
  demand(closed < 0, `${where.replace(/\.rounds.*/, '')}.runs[${closed}].payload`, 'is not opened');
  const shown = summaryIn(last.payload?.text ?? '', where);
  demand(canonicalJson(summary) === canonicalJson(shown), `${where}.summary`, 'is not what lay in the seal');
}

const neverReveals = (arm: Json): boolean => isObject(arm) && arm['withhold'] === true;

/** What is to be shown of a payload: the whole summary, or nothing when it is "no summary". */
function summaryIn(payload: string, where: string): Json {
  const read = parseJson(payload, { root: 'payload', maxLength: payload.length });
  if (!read.ok || !isObject(read.value)) fail(where, 'has a payload that is no JSON object');
  return read.value['kind'] === 'summary' ? read.value : null;
}

/** The certificate says what the log says, word for word. */
function certified(pack: Pack, interview: InterviewEvidence, where: string): void {
  const lines = certificateOf(pack, interview);
  const most = Math.max(lines.length, interview.certificate.length);
  for (let line = 0; line < most; line += 1) {
    const same = lines[line] === interview.certificate[line];
    demand(same, `${where}.certificate[${line}]`, 'is not what the log of this pack says');
  }
}

/** The result shown per rating is the median of the scorecards. */
function medianShown(
  { templates }: Pack,
  { template }: InterviewEvidence,
  { medians, scorecards }: RoundEvidence,
  where: string,
): void {
  const rules = rulesOf(templates.find(({ id }) => id === template)?.content ?? null);
  const shown = ratingsOf(medians);
  const same = rules?.keys.length === shown?.size;
  demand(rules !== undefined && shown !== undefined && same, `${where}.medians`, 'are not one per criterion');
  for (const key of rules.keys) {
    const median = medianFor(
      key,
      scorecards.map(({ content }) => content),
    );
    demand(
      shown.get(key) === median,
      `${where}.medians`,
      `has another result for ${key} than the scorecards`,
    );
  }
}
