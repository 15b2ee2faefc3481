/** The program behind `npm run summarise`: the steps of a summary on one transcript, without queue and database. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { languageModelOf } from '@evenhand/adapters/llm';
import { EngineRefused, EngineUnavailable } from '@evenhand/domain';
import { readSettings, SystemChance } from '@evenhand/platform';
import { summariseLoosely } from '@evenhand/stages/summarise';
import { UnusableInput } from './input.errors';
import { NOT_IN_ORDER, runProgram } from './program';
import { readMaterial } from './summary-files';
import { wordsOf } from './summary-words';

const help = `
npm run -s summarise -- --rubric R.json --transcript T.json

Runs the steps of a summary on one transcript against the configured model (OPENAI_BASE_URL, OPENAI_API_KEY, SUMMARY_MODEL,
SUMMARY_DIALECT, SUMMARY_SAMPLES) and prints what each step brought as one JSON object. Nothing is stored; every call is paid.
Without SUMMARY_MODEL: passages that mention a criterion's words, and no scores.

R.json  {"questions":[{"id","text","criteria":[{"id","name","jobRelatedness"?,"anchors":{"1":…,"2":…,"3":…,"4":…,"5":…}}]}]}
        Levels 2 to 4 may be left out.
T.json  {"answers":[{"questionId","language"?,"segments":[{"start","end","text"}]}],"person"?:{"name","email"}}
        start and end in seconds; person is who is speaking, whose name and address are hidden from the model.

Prints  {"outcome":"summary"|"passages"|"no-summary","reason","label","model","prompts","samples","answers":[{"questionId",
        "language","normalised","redacted","flagged":[],"sentences":[{"id","text"}],"criteria":[{"criterionId","quotes":
        {"accepted":[],"rejected":[{"words","reason"}]},"samples":[{"level","evidence"}],"score","abstention","statement",
        "passages":[]}]}],"usage"}
Ends    0 with a summary or passages, 1 without (reason and label say why), 2 when R.json or T.json cannot be used.
`;

await runProgram(help, async (args) => {
  const { rubric, transcript } = filesOf(args);
  const material = readMaterial(textOf(rubric), textOf(transcript));
  const settings = readSettings();
  try {
    const summary = await summariseLoosely(material, languageModelOf(settings), settings, new SystemChance());
    return { printed: wordsOf(summary, material), code: summary.reason === null ? 0 : NOT_IN_ORDER };
  } catch (trouble) {
    if (!(trouble instanceof EngineUnavailable || trouble instanceof EngineRefused)) throw trouble;
    const printed = { outcome: 'no-summary', reason: trouble.code, label: trouble.message };
    return { printed, code: NOT_IN_ORDER };
  }
});

function filesOf(args: readonly string[]): { rubric: string; transcript: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rubric: { type: 'string' }, transcript: { type: 'string' } },
    });
    const { rubric, transcript } = values;
    if (rubric === undefined || transcript === undefined) {
      throw new UnusableInput('Give both --rubric R.json and --transcript T.json.');
    }
    return { rubric, transcript };
  } catch (fault) {
    if (fault instanceof UnusableInput) throw fault;
    throw new UnusableInput((fault as Error).message);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UnusableInput(`${file} cannot be read.`);
  }
}
