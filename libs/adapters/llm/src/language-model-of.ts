import type { LanguageModel, RateLimits } from '@evenhand/domain';
import type { Settings } from '@evenhand/platform';
import { NoModel } from './no-model.adapter';
import { OpenAiModel } from './openai-model.adapter';

type ModelSettings = Pick<
  Settings,
  'OPENAI_BASE_URL' | 'OPENAI_API_KEY' | 'SUMMARY_MODEL' | 'SUMMARY_DIALECT' | 'SUMMARY_TIMEOUT_SECONDS'
>;

/**
 * The language model the settings name, or none when SUMMARY_MODEL is not set.
 *
 * @param onLimits hears what the provider says is left
 */
export function languageModelOf(
  settings: ModelSettings,
  onLimits?: (limits: RateLimits) => void,
): LanguageModel {
  const { OPENAI_BASE_URL, OPENAI_API_KEY, SUMMARY_MODEL, SUMMARY_DIALECT, SUMMARY_TIMEOUT_SECONDS } =
    settings;
  if (SUMMARY_MODEL === undefined) return new NoModel();
  return new OpenAiModel({
    baseUrl: OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
    apiKey: OPENAI_API_KEY,
    model: SUMMARY_MODEL,
    dialect: SUMMARY_DIALECT,
    timeoutMs: SUMMARY_TIMEOUT_SECONDS * 1000,
    onLimits,
  });
}
