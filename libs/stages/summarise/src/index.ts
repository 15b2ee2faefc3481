export { summariseLoosely, type LooseMaterial, type LooseSummary } from './loose-summary';

import { ModelQuestions } from './model-questions';
import { ModelSummary } from './model-summary';
import { SummariseStage } from './summarise.stage';
import { SummaryWriter } from './summary-writer';

export { ModelQuestions, ModelSummary, SummariseStage, SummaryWriter };

/**
 * What a process needs to summarise. It brings the worker's database, PaidCalls, SealedRuns, the settings, and the ports
 * LanguageModel, Sealer, Clock and Chance itself.
 */
export const summariseProviders = [ModelQuestions, ModelSummary, SummaryWriter, SummariseStage];
