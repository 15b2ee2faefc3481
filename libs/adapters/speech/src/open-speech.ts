import type { RateLimits, SpeechToText } from '@evenhand/domain';
import { NoSpeech } from './no-speech.adapter';
import { OpenAiSpeech } from './openai-speech.adapter';

export interface SpeechSettings {
  readonly SPEECH_ENGINE?: 'openai' | 'none' | undefined;
  readonly SPEECH_MODEL?: string | undefined;
  readonly OPENAI_BASE_URL?: string | undefined;
  readonly OPENAI_API_KEY?: string | undefined;
}

/**
 * The engine that the settings name. Without SPEECH_ENGINE one is used when a model and either an address or a key are
 * given.
 *
 * @param onLimits hears what the provider says is left
 * @throws Error in words when an engine is asked for and something it needs is missing
 */
export function openSpeech(settings: SpeechSettings, onLimits?: (limits: RateLimits) => void): SpeechToText {
  const { SPEECH_ENGINE, SPEECH_MODEL: model, OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey } = settings;
  const reachable = baseUrl !== undefined || apiKey !== undefined;
  if (SPEECH_ENGINE === 'none') return new NoSpeech();
  if (model !== undefined && reachable) return new OpenAiSpeech({ baseUrl, apiKey, model, onLimits });
  if (SPEECH_ENGINE === undefined) return new NoSpeech();
  throw new Error('SPEECH_ENGINE=openai needs SPEECH_MODEL, and OPENAI_BASE_URL or OPENAI_API_KEY.');
}
