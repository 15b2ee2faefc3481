import { PaidCalls } from '@evenhand/adapters/database';
import { LanguageModel, type ModelAnswer } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { extractPrompt, filled, type Prompt } from './prompts/prompt';
import { EndsWithoutSummary } from './summarise.errors';

/** One question to the model. */
export interface ModelQuestion<T> {
  readonly interviewId: string;
  readonly run: number;
  readonly sample: number;
  readonly prompt: Prompt;
  /** What the question is about, without the order things are shown in: it decides whether it was paid for already. */
  readonly about: unknown;
  readonly blanks: Readonly<Record<string, string>>;
  readonly parse: (json: unknown) => { success: true; data: T } | { success: false };
}

const repair =
  '\n\nYour last answer was not JSON of the form asked for. Answer again, with nothing but that JSON and all of its fields.';

/**
 * Puts questions to the model: each is paid for once, its answer parsed again here, and one repair asked for when it has the
 * wrong form.
 */
@Injectable()
export class ModelQuestions {
  constructor(
    private readonly model: LanguageModel,
    @Inject(PaidCalls) private readonly calls: Pick<PaidCalls, 'once'>,
  ) {}

  /** @returns the answer, or null when the model will not answer. @throws EndsWithoutSummary, EngineUnavailable, EngineRefused */
  async ask<T>(question: ModelQuestion<T>): Promise<T | null> {
    for (const attempt of [0, 1]) {
      const answer = await this.once(question, attempt);
      if (answer.kind === 'refused') return null;
      if (answer.kind !== 'answer') continue;
      const parsed = question.parse(answer.json);
      if (parsed.success) return parsed.data;
    }
    throw new EndsWithoutSummary('schema-failed');
  }

  private once<T>(
    { interviewId, run, sample, prompt, about, blanks }: ModelQuestion<T>,
    attempt: number,
  ): Promise<ModelAnswer> {
    const engine = this.model.engine();
    if (!engine) throw new EndsWithoutSummary('not-configured');
    const { provider, model, dialect } = engine;
    const call = {
      purpose: prompt.id === extractPrompt.id ? ('extract' as const) : ('rate' as const),
      subject: interviewId,
      provider,
      model,
      input: { interviewId, about, dialect, attempt },
      prompt: { id: `${prompt.id}/${prompt.version}`, hash: prompt.hash },
      run,
      sample,
    };
    return this.calls.once(call, async () => {
      const answer = await this.model.ask({
        system: prompt.system,
        user: filled(prompt.user, blanks) + (attempt === 0 ? '' : repair),
        schemaName: prompt.id,
        schema: prompt.schema,
        maxOutputTokens: prompt.params.maxOutputTokens,
      });
      return { answer, usage: answer.usage };
    });
  }
}
