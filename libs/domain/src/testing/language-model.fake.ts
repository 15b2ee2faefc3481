import { LanguageModel, type ModelAnswer, type ModelRequest } from '../language-model/language-model.port';

type Planned = ModelAnswer | Error;

/** A language model that says what a test wants, and remembers what it was asked. */
export class ScriptedModel extends LanguageModel {
  readonly asked: ModelRequest[] = [];
  private name: string | null = 'scripted-1';

  /** @param answer what it says to a request; an error is raised */
  constructor(public answer: (request: ModelRequest) => Planned = () => said({})) {
    super();
  }

  /** From now on nothing is configured. */
  goAway(): void {
    this.name = null;
  }

  /** From now on another model is configured. */
  becomes(name: string): void {
    this.name = name;
  }

  override engine(): { provider: string; model: string; dialect: 'responses' | 'chat' } | null {
    return this.name === null ? null : { provider: 'scripted.example', model: this.name, dialect: 'chat' };
  }

  override ask(request: ModelRequest): Promise<ModelAnswer> {
    this.asked.push(request);
    const planned = this.answer(request);
    return planned instanceof Error ? Promise.reject(planned) : Promise.resolve(planned);
  }
}

const usage = { inputTokens: 1200, outputTokens: 80 };

/** The model answers with JSON. */
export const said = (json: unknown): ModelAnswer => ({ kind: 'answer', json, usage });
/** The model will not answer. */
export const refused: ModelAnswer = { kind: 'refused', usage };
/** What the model says is no JSON. */
export const malformed: ModelAnswer = { kind: 'malformed', usage };
