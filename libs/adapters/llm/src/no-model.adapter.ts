import { EngineRefused, LanguageModel } from '@evenhand/domain';

/** No language model is configured: summaries are made of passages found by words. */
export class NoModel extends LanguageModel {
  override engine(): null {
    return null;
  }

  /** Nobody asks a model that is not there; whoever does is told so. */
  override ask(): Promise<never> {
    return Promise.reject(new EngineRefused('The language model', null));
  }
}
