import { CriterionRating, ExtractedQuotes, type CriterionSummary } from '@evenhand/contracts-verdict';
import { Chance, type Criterion, type RatedQuestion } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { ModelQuestions } from './model-questions';
import { extractPrompt, ratePrompt } from './prompts/prompt';
import type { ReadableAnswer } from './reading/answer-text';
import { verifyQuotes, type JudgedQuotes, type VerifiedQuote } from './reading/verify-quotes';
import { agree } from './scoring/agree';
import { shuffled } from './scoring/shuffled';
import { statementOf } from './scoring/statement';
import { EndsWithoutSummary } from './summarise.errors';

/** The run that asks. */
export interface Run {
  readonly interviewId: string;
  readonly run: number;
  /** How often each criterion is rated. */
  readonly samples: number;
}

/** Hears what the model said on the way; nothing depends on it. */
export interface Onlooker {
  quotes(questionId: string, judged: JudgedQuotes): void;
  /** Answers of one criterion, null where the model would not give one. */
  samples(questionId: string, criterionId: string, ratings: readonly (CriterionRating | null)[]): void;
}

const nobody: Onlooker = { quotes: () => undefined, samples: () => undefined };

/**
 * What a model finds in one answer: quotes first, without sight of the levels; then, from the verified quotes and the anchors
 * alone, a level per criterion.
 */
@Injectable()
export class ModelSummary {
  constructor(
    private readonly questions: ModelQuestions,
    private readonly chance: Chance,
  ) {}

  /** @throws EndsWithoutSummary, EngineUnavailable, EngineRefused */
  async of(
    question: RatedQuestion,
    answer: ReadableAnswer,
    run: Run,
    onlooker: Onlooker = nobody,
  ): Promise<CriterionSummary[]> {
    const judged = await this.extract(question, answer, run);
    onlooker.quotes(question.id, judged);
    const criteria: CriterionSummary[] = [];
    for (const criterion of question.criteria) {
      const own = judged.accepted.filter((quote) => quote.criterionId === criterion.id);
      criteria.push(await this.rate(question, criterion, own, run, onlooker));
    }
    return criteria;
  }

  private async extract(question: RatedQuestion, answer: ReadableAnswer, run: Run): Promise<JudgedQuotes> {
    if (answer.sentences.length === 0) return { accepted: [], rejected: [] };
    const criteria = question.criteria.map(({ id, name, jobRelatedness }) => ({ id, name, jobRelatedness }));
    const sentences = answer.sentences.map(({ id, text }) => `${id}: ${text}`);
    const extracted = await this.questions.ask({
      ...run,
      sample: 0,
      prompt: extractPrompt,
      about: { questionId: question.id, question: question.text, criteria, sentences },
      blanks: {
        question: question.text,
        criteria: criteria
          .map(({ id, name, jobRelatedness }) => `${id}: ${name}. ${jobRelatedness}`)
          .join('\n'),
        transcript: sentences.join('\n'),
      },
      parse: (json) => ExtractedQuotes.safeParse(json),
    });
    if (!extracted) throw new EndsWithoutSummary('model-refused');
    const ids = criteria.map(({ id }) => id);
    return verifyQuotes(extracted, answer, ids, extractPrompt.params);
  }

  private async rate(
    question: RatedQuestion,
    criterion: Criterion,
    quotes: readonly VerifiedQuote[],
    run: Run,
    onlooker: Onlooker,
  ): Promise<CriterionSummary> {
    const key = { questionId: question.id, criterionId: criterion.id };
    const shown = quotes.map((quote) => quote.shown);
    if (quotes.length === 0) {
      return { ...key, score: null, abstention: 'insufficient-evidence', statement: '', quotes: [] };
    }
    const named = new Map(quotes.map(({ read }, index) => [`Q${index + 1}`, read]));
    const asked = Array.from({ length: run.samples }, (_, sample) =>
      this.sample(question, criterion, named, { ...run, sample: sample + 1 }),
    );
    const ratings = (await Promise.allSettled(asked)).map((settled) => {
      if (settled.status === 'rejected') throw settled.reason as Error;
      return settled.value;
    });
    onlooker.samples(question.id, criterion.id, ratings);
    if (ratings.every((rating) => rating === null)) throw new EndsWithoutSummary('model-refused');
    const agreed = agree(ratings.map((rating) => (rating === null ? undefined : rating.level)));
    const median = ratings.find((rating) => agreed.score !== null && rating?.level === agreed.score);
    const statement = median ? statementOf(median, named, ratePrompt.params) : '';
    return { ...key, ...agreed, statement, quotes: shown };
  }

  private sample(
    question: RatedQuestion,
    criterion: Criterion,
    named: ReadonlyMap<string, string>,
    run: Run & { readonly sample: number },
  ): Promise<CriterionRating | null> {
    const anchors = criterion.anchors.map((anchor, index) => `Level ${index + 1}: ${anchor}`);
    const quotes = [...named].map(([id, words]) => `${id}: “${words}”`);
    const { id, name, jobRelatedness } = criterion;
    return this.questions.ask({
      ...run,
      prompt: ratePrompt,
      about: {
        questionId: question.id,
        question: question.text,
        criterion: { id, name, jobRelatedness },
        anchors,
        quotes,
      },
      blanks: {
        question: question.text,
        criterion: name,
        need: jobRelatedness,
        anchors: (this.chance.fraction() < 0.5 ? anchors : anchors.toReversed()).join('\n'),
        quotes: shuffled(quotes, this.chance).join('\n'),
      },
      parse: (json) => CriterionRating.safeParse(json),
    });
  }
}
