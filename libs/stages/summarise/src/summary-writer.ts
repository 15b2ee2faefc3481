import type {
  Abstention,
  CriterionSummary,
  NoSummaryReason,
  RunPlan,
  SealedPayload,
} from '@evenhand/contracts-verdict';
import { LanguageModel, type RatedQuestion } from '@evenhand/domain';
import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { AnswerMaterial, InterviewMaterial } from './material';
import { ModelSummary, type Onlooker } from './model-summary';
import { extractPrompt, promptOfSummary, promptsInUse } from './prompts/prompt';
import { passagesOf } from './scoring/passages';
import { EndsWithoutSummary } from './summarise.errors';

/** What a run brings: the payload to seal, and why it is none. */
export interface Written {
  readonly payload: SealedPayload;
  readonly reason: NoSummaryReason | null;
}

/** Sealed in place of a summary; never says why. */
export const noSummary: SealedPayload = { v: 1, kind: 'none' };

/** Decides who writes the summary, and has it written. */
@Injectable()
export class SummaryWriter {
  constructor(
    private readonly model: LanguageModel,
    private readonly summary: ModelSummary,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'SUMMARY_SAMPLES' | 'DEMO_REPLAY'>,
  ) {}

  /** What is declared before anything is asked. Says the same for the same interview and settings. */
  plan(material: InterviewMaterial): RunPlan {
    const engine = this.model.engine();
    const origin = reasonAgainst(material)
      ? 'none'
      : !engine
        ? 'keywords'
        : this.settings.DEMO_REPLAY
          ? 'authored'
          : 'model';
    const asks = engine !== null && (origin === 'model' || origin === 'authored');
    return {
      v: 1,
      run: 1,
      origin,
      model: asks ? { provider: engine.provider, name: engine.model, dialect: engine.dialect } : null,
      prompts: asks ? [...promptsInUse] : [],
      samples: asks ? this.settings.SUMMARY_SAMPLES : 0,
      template: material.templateDigest,
      transcripts: material.answers
        .map(({ questionId, digest, readable }) => ({
          questionId,
          transcript: digest,
          leftOut: readable.leftOut,
        }))
        .sort((a, b) => (a.questionId < b.questionId ? -1 : 1)),
    };
  }

  /** How long a step that would ask the model should wait first. */
  holdMs(): number {
    return this.model.holdMs();
  }

  /**
   * Writes what the plan declares, or nothing: a model other than the declared one is never asked.
   *
   * @param onlooker hears what the model said on the way
   * @throws EngineUnavailable, EngineRefused
   */
  async write(material: InterviewMaterial, plan: RunPlan, onlooker?: Onlooker): Promise<Written> {
    const { origin } = plan;
    if (origin === 'none') return none(reasonAgainst(material) ?? 'no-transcript');
    if (origin === 'keywords') return written(material, { origin, model: null }, passagesOf);
    if (!this.model.engine()) return none('not-configured');
    if (!this.canDo(plan)) return none('model-unavailable');
    const run = { interviewId: material.interviewId, run: plan.run, samples: plan.samples };
    try {
      return await written(material, { origin, model: plan.model }, (question, answer) => {
        const abstention = abstentionOf(answer);
        if (!answer || abstention)
          return question.criteria.map(({ id }) => abstained(question.id, id, abstention));
        return this.summary.of(question, answer.readable, run, onlooker);
      });
    } catch (end) {
      if (end instanceof EndsWithoutSummary) return none(end.reason);
      throw end;
    }
  }

  /** Model and prompts are still those the plan names; an update in between changes them. */
  private canDo({ model, prompts }: RunPlan): boolean {
    const engine = this.model.engine();
    const same =
      engine?.provider === model?.provider &&
      engine?.model === model?.name &&
      engine?.dialect === model?.dialect;
    return same && JSON.stringify(prompts) === JSON.stringify(promptsInUse);
  }
}

type Author = { readonly origin: 'model' | 'authored' | 'keywords'; readonly model: RunPlan['model'] };
type CriteriaOf = (
  question: RatedQuestion,
  answer: AnswerMaterial | undefined,
) => CriterionSummary[] | Promise<CriterionSummary[]>;

async function written(
  { template, answers }: InterviewMaterial,
  { origin, model }: Author,
  criteriaOf: CriteriaOf,
): Promise<Written> {
  const criteria: CriterionSummary[] = [];
  for (const question of template.questions) {
    const answer = answers.find(({ questionId }) => questionId === question.id);
    criteria.push(...(await criteriaOf(question, answer)));
  }
  const prompt = model && promptOfSummary;
  return {
    payload: { v: 1, kind: 'summary', origin, model: model?.name ?? null, prompt, criteria },
    reason: null,
  };
}

const none = (reason: NoSummaryReason): Written => ({ payload: noSummary, reason });

/** Why there can be no summary, whatever is configured. */
function reasonAgainst({ consented, humanOnly, answers }: InterviewMaterial): NoSummaryReason | null {
  if (humanOnly === true) return 'human-only';
  if (!consented) return 'no-consent';
  return answers.every(({ text }) => text.trim() === '') ? 'no-transcript' : null;
}

/** Why no model reads this answer. */
function abstentionOf(answer: AnswerMaterial | undefined): Abstention | null {
  if (!answer) return 'insufficient-evidence';
  if (answer.unreliable) return 'transcript-unreliable';
  const language = answer.language?.split('-')[0]?.toLowerCase();
  const supported: readonly string[] = extractPrompt.params.languages;
  return language === undefined || supported.includes(language) ? null : 'language-not-supported';
}

const abstained = (
  questionId: string,
  criterionId: string,
  abstention: Abstention | null,
): CriterionSummary => ({
  questionId,
  criterionId,
  score: null,
  abstention: abstention ?? 'insufficient-evidence',
  statement: '',
  quotes: [],
});
