import {
  EngineRefused,
  EngineUnavailable,
  LanguageModel,
  rateLimitsOf,
  type ModelAnswer,
  type ModelRequest,
  type ModelUsage,
  type RateLimits,
} from '@evenhand/domain';
import OpenAI, { APIError, type APIPromise } from 'openai';

/** Where the model is and how it is spoken to. */
export interface OpenAiModelOptions {
  readonly baseUrl: string;
  /** Servers of one's own usually want none. */
  readonly apiKey: string | undefined;
  readonly model: string;
  /** `responses` for OpenAI, `chat` for vLLM, llama.cpp, Ollama, LM Studio and whatever else speaks Chat Completions. */
  readonly dialect: 'responses' | 'chat';
  readonly timeoutMs: number;
  /** Hears what the provider says is left. */
  readonly onLimits?: ((limits: RateLimits) => void) | undefined;
}

/** Statuses after which the same request may be answered later. */
const passing = new Set([408, 409, 425, 429]);

/** A language model behind an OpenAI-compatible address. Only fields that every server of the dialect knows are sent. */
export class OpenAiModel extends LanguageModel {
  private readonly client: OpenAI;

  constructor(private readonly options: OpenAiModelOptions) {
    super();
    this.client = new OpenAI({
      baseURL: options.baseUrl,
      // The SDK insists on a key, and servers without one ignore it.
      apiKey: options.apiKey ?? 'none',
      timeout: options.timeoutMs,
      maxRetries: 1,
      // The SDK would print requests and answers; both are secret.
      logLevel: 'off',
    });
  }

  override engine(): { provider: string; model: string; dialect: 'responses' | 'chat' } {
    const { baseUrl, model, dialect } = this.options;
    return { provider: new URL(baseUrl).host, model, dialect };
  }

  /** @throws EngineUnavailable, EngineRefused */
  override async ask(request: ModelRequest): Promise<ModelAnswer> {
    try {
      return await (this.options.dialect === 'responses' ? this.respond(request) : this.chat(request));
    } catch (error) {
      // Without the cause: what the server writes about a request may repeat it.
      throw this.troubleOf(error);
    }
  }

  private async respond(request: ModelRequest): Promise<ModelAnswer> {
    const { system, user, schemaName, schema, maxOutputTokens } = request;
    const sent = this.client.responses.create({
      model: this.options.model,
      instructions: system,
      input: user,
      max_output_tokens: maxOutputTokens,
      store: false,
      text: { format: { type: 'json_schema', name: schemaName, schema: { ...schema }, strict: true } },
    });
    const response = await this.received(sent);
    const usage = usageOf(response.usage?.input_tokens, response.usage?.output_tokens);
    if (response.status === 'failed') throw new EngineUnavailable(this.name());
    const parts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
    const filtered = response.incomplete_details?.reason === 'content_filter';
    if (filtered || parts.some((part) => part.type === 'refusal')) return { kind: 'refused', usage };
    if (response.status === 'incomplete') return { kind: 'malformed', usage };
    return answerOf(parts.map((part) => (part.type === 'output_text' ? part.text : '')).join(''), usage);
  }

  private async chat(request: ModelRequest): Promise<ModelAnswer> {
    const { system, user, schemaName, schema, maxOutputTokens } = request;
    const sent = this.client.chat.completions.create({
      model: this.options.model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      max_tokens: maxOutputTokens,
      response_format: {
        type: 'json_schema',
        json_schema: { name: schemaName, schema: { ...schema }, strict: true },
      },
    });
    const completion = await this.received(sent);
    const usage = usageOf(completion.usage?.prompt_tokens, completion.usage?.completion_tokens);
    const choice = completion.choices[0];
    if (!choice) return { kind: 'malformed', usage };
    if (choice.message.refusal || choice.finish_reason === 'content_filter')
      return { kind: 'refused', usage };
    if (choice.finish_reason === 'length') return { kind: 'malformed', usage };
    return answerOf(choice.message.content ?? '', usage);
  }

  private async received<T>(sent: APIPromise<T>): Promise<T> {
    const { data, response } = await sent.withResponse();
    this.options.onLimits?.(rateLimitsOf((name) => response.headers.get(name)));
    return data;
  }

  private troubleOf(error: unknown): EngineUnavailable | EngineRefused {
    if (error instanceof EngineUnavailable) return error;
    const status = error instanceof APIError ? (error.status as number | undefined) : undefined;
    if (error instanceof APIError && status !== undefined && status < 500 && !passing.has(status)) {
      return new EngineRefused(this.name(), status);
    }
    const headers = error instanceof APIError ? (error.headers as Headers | undefined) : undefined;
    return new EngineUnavailable(this.name(), { waitMs: waitMs(headers) });
  }

  private name(): string {
    return `The language model at ${this.engine().provider}`;
  }
}

function usageOf(inputTokens: number | undefined, outputTokens: number | undefined): ModelUsage {
  return { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0 };
}

function answerOf(text: string, usage: ModelUsage): ModelAnswer {
  try {
    return { kind: 'answer', json: JSON.parse(text) as unknown, usage };
  } catch {
    return { kind: 'malformed', usage };
  }
}

/** What `retry-after` asks for, in milliseconds; dates are ignored. */
function waitMs(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}
