/** One question to a language model whose answer must be JSON of a given schema. */
export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  /** Short name of the schema, letters and dashes. */
  readonly schemaName: string;
  /** JSON Schema (draft 2020-12) of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
}

export type ModelAnswer =
  | { readonly kind: 'answer'; readonly json: unknown; readonly usage: ModelUsage }
  /** The model would not answer. */
  | { readonly kind: 'refused'; readonly usage: ModelUsage }
  /** What came was no JSON, or was cut off. */
  | { readonly kind: 'malformed'; readonly usage: ModelUsage };

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A language model behind any OpenAI-compatible address. Raises a Trouble when it cannot be reached. */
export abstract class LanguageModel {
  /** What runs, for the health page and for declared runs; null when none is configured. */
  abstract engine(): { provider: string; model: string; dialect: 'responses' | 'chat' } | null;
  abstract ask(request: ModelRequest): Promise<ModelAnswer>;

  /** How long a step that would ask should wait first; see `EngineGate`. */
  holdMs(): number {
    return 0;
  }
}
