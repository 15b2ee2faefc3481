import { exampleOf } from './example-of-schema.ts';
import type { PlannedAnswer, ReceivedCall } from './fake-openai-server.ts';

/*
 * Answers in the shapes of the OpenAI API: audio transcriptions (json, verbose_json), Responses, Chat Completions.
 */

const USUAL_TRANSCRIPT = 'I asked the customer what had happened. Then I solved it step by step.';
const usage = { input_tokens: 1200, output_tokens: 80, total_tokens: 1280 };

/** Segments of three seconds, one for each sentence, as verbose_json has them. */
export function transcriptionAnswer({ text = USUAL_TRANSCRIPT }: PlannedAnswer, call: ReceivedCall): unknown {
  if (call.body['response_format'] !== 'verbose_json') return { text };
  const sentences = text.match(/[^.!?]+[.!?]*\s*/g) ?? [];
  const segments = sentences.map((sentence, id) => ({
    id,
    seek: 0,
    start: id * 3,
    end: (id + 1) * 3,
    text: ` ${sentence.trim()}`,
    tokens: [],
    temperature: 0,
    avg_logprob: -0.2,
    compression_ratio: 1.2,
    no_speech_prob: 0.01,
  }));
  return { task: 'transcribe', language: 'english', duration: segments.length * 3, text, segments };
}

export function responsesAnswer(planned: PlannedAnswer, call: ReceivedCall): unknown {
  const form = call.body['text'] as { format?: { schema?: object } } | undefined;
  const said = spoken(planned, form?.format?.schema);
  const content =
    planned.refusal === undefined
      ? [{ type: 'output_text', text: said, annotations: [] }]
      : [{ type: 'refusal', refusal: planned.refusal }];
  return {
    id: 'resp_fake',
    object: 'response',
    created_at: 1_700_000_000,
    model: call.model,
    status: planned.incomplete ? 'incomplete' : 'completed',
    incomplete_details: planned.incomplete ? { reason: 'max_output_tokens' } : null,
    error: null,
    output: [{ id: 'msg_fake', type: 'message', role: 'assistant', status: 'completed', content }],
    usage,
  };
}

export function chatAnswer(planned: PlannedAnswer, call: ReceivedCall): unknown {
  const form = call.body['response_format'] as { json_schema?: { schema?: object } } | undefined;
  const refusal = planned.refusal ?? null;
  const content = refusal === null ? spoken(planned, form?.json_schema?.schema) : null;
  const { input_tokens: prompt_tokens, output_tokens: completion_tokens, total_tokens } = usage;
  return {
    id: 'chatcmpl_fake',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: call.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal },
        finish_reason: planned.incomplete ? 'length' : 'stop',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens, completion_tokens, total_tokens },
  };
}

/** The words of the model: what was planned, or the least that obeys the schema. Cut off when incomplete. */
function spoken({ json, text, incomplete }: PlannedAnswer, schema: object | undefined): string {
  const said = text ?? JSON.stringify(json === undefined ? exampleOf(schema ?? {}) : json);
  return incomplete ? said.slice(0, Math.floor(said.length / 2)) : said;
}
