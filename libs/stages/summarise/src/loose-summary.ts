import type {
  CriterionRating,
  CriterionSummary,
  NoSummaryReason,
  RunPlan,
} from '@evenhand/contracts-verdict';
import { type Chance, type LanguageModel, ratingKeys, type RatedQuestion } from '@evenhand/domain';
import { digestOfJson } from '@evenhand/ledger';
import type { Settings } from '@evenhand/platform';
import type { InterviewMaterial } from './material';
import { ModelQuestions } from './model-questions';
import { ModelSummary, type Onlooker } from './model-summary';
import { readingOf, type Reading, type SpokenAnswer } from './reading/answer-text';
import type { Person } from './reading/redact';
import type { JudgedQuotes } from './reading/verify-quotes';
import { SummaryWriter } from './summary-writer';

/** Everything a summary can be made from without a database. */
export interface LooseMaterial {
  readonly questions: readonly RatedQuestion[];
  readonly answers: readonly SpokenAnswer[];
  /** Whose name and address are hidden from the model. */
  readonly person: Person;
}

/** One criterion with all that led to its score, abstention or passages. */
interface CriterionSteps extends CriterionSummary {
  /** Quotes the model gave and what became of each; null when no model was asked. */
  readonly given: JudgedQuotes | null;
  /** Its answers to the rating, in the order they were asked for; null where it would not answer. */
  readonly samples: readonly (CriterionRating | null)[];
}

/** A summary with every step that led to it. */
export interface LooseSummary {
  readonly plan: RunPlan;
  /** Why there is none. */
  readonly reason: NoSummaryReason | null;
  readonly readings: readonly (Omit<Reading, 'readable'> & {
    readonly questionId: string;
    readonly sentences: readonly { readonly id: string; readonly text: string }[];
  })[];
  readonly criteria: readonly CriterionSteps[];
  readonly usage: { readonly calls: number; readonly inputTokens: number; readonly outputTokens: number };
}

/**
 * Takes the steps of a summary on answers that are in no interview, with the prompts and rules of the pipeline, and keeps what
 * each step brought. Nothing is recorded or sealed, and every call is paid.
 *
 * @throws EngineUnavailable, EngineRefused
 */
export async function summariseLoosely(
  { questions, answers, person }: LooseMaterial,
  model: LanguageModel,
  settings: Pick<Settings, 'SUMMARY_SAMPLES' | 'DEMO_REPLAY'>,
  chance: Chance,
): Promise<LooseSummary> {
  const usage = { calls: 0, inputTokens: 0, outputTokens: 0 };
  const payForAll: ConstructorParameters<typeof ModelQuestions>[1] = {
    once: async (_, ask) => {
      const { answer, usage: used } = await ask();
      usage.calls += 1;
      usage.inputTokens += used.inputTokens ?? 0;
      usage.outputTokens += used.outputTokens ?? 0;
      return answer;
    },
  };
  const given = new Map<string, JudgedQuotes>();
  const samples = new Map<string, readonly (CriterionRating | null)[]>();
  const onlooker: Onlooker = {
    quotes: (questionId, judged) => given.set(questionId, judged),
    samples: (questionId, criterionId, ratings) => samples.set(keyOf({ questionId, criterionId }), ratings),
  };
  const readings = answers.map((answer) => ({ answer, reading: readingOf(answer, person) }));
  const material: InterviewMaterial = {
    interviewId: chance.uuid(),
    template: { questions },
    templateDigest: digestOfJson(questions),
    consented: true,
    answers: readings.map(({ answer, reading: { readable } }) => ({
      ...answer,
      readable,
      written: false,
      unreliable: answer.text.trim() === '',
      digest: digestOfJson({ text: answer.text, segments: answer.segments }),
    })),
  };
  const writer = new SummaryWriter(
    model,
    new ModelSummary(new ModelQuestions(model, payForAll), chance),
    settings,
  );
  const plan = writer.plan(material);
  const { payload, reason } = await writer.write(material, plan, onlooker);
  const criteria =
    payload.kind === 'summary' ? payload.criteria : ratingKeys(material.template).map(unwritten);
  return {
    plan,
    reason,
    readings: readings.map(({ answer, reading: { readable, ...steps } }) => ({
      questionId: answer.questionId,
      ...steps,
      sentences: readable.sentences.map(({ id, text }) => ({ id, text })),
    })),
    criteria: criteria.map((criterion) => ({
      ...criterion,
      given: ofCriterion(given.get(criterion.questionId), criterion.criterionId),
      samples: samples.get(keyOf(criterion)) ?? [],
    })),
    usage,
  };
}

const keyOf = ({ questionId, criterionId }: Pick<CriterionSummary, 'questionId' | 'criterionId'>): string =>
  JSON.stringify([questionId, criterionId]);

/** A criterion of a summary that was not written. */
const unwritten = (key: Pick<CriterionSummary, 'questionId' | 'criterionId'>): CriterionSummary => ({
  ...key,
  score: null,
  abstention: null,
  statement: '',
  quotes: [],
});

/** Quotes for criteria there are not stand with each criterion of the question: nobody knows where they belong. */
function ofCriterion(judged: JudgedQuotes | undefined, criterionId: string): JudgedQuotes | null {
  if (!judged) return null;
  const own = (quote: { readonly criterionId: string }): boolean => quote.criterionId === criterionId;
  return {
    accepted: judged.accepted.filter(own),
    rejected: judged.rejected.filter((quote) => own(quote) || quote.reason === 'unknown-criterion'),
  };
}
