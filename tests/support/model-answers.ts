import type { FakeOpenAi, PlannedAnswer, ReceivedCall } from './fake-openai-server.ts';

/**
 * Lets the fake server behave like a model that quotes the first sentence of every answer for every criterion and rates it
 * with the given level.
 *
 * @param canary words that stand in every statement, to be searched for where they must not be
 */
export function answerLikeAModel(server: FakeOpenAi, level: 1 | 2 | 3 | 4 | 5, canary: string): void {
  server.answer('responses', (call) => planned(call, level, canary));
}

function planned(call: ReceivedCall, level: number, canary: string): PlannedAnswer {
  const format = call.body['text'] as { format: { name: string; schema: object } };
  const user = String(call.body['input']);
  if (!format.format.name.startsWith('extract')) {
    const quoteIds = [
      ...user.slice(user.lastIndexOf('Quotes:')).matchAll(/^\[?([A-Z]+\d+)\]?[:.)]?\s/gm),
    ].map((match) => match[1]);
    return { json: { evidence: [{ quoteIds, sentence: `It speaks to the point, ${canary}.` }], level } };
  }
  const transcript = user.slice(user.lastIndexOf('BEGIN TRANSCRIPT'));
  const first = /^\[?(S\d+)\]?[:.)]?\s+(.+)$/m.exec(transcript);
  const criteria = user.slice(user.lastIndexOf('Criteria:'), user.lastIndexOf('BEGIN TRANSCRIPT'));
  const ids = [...criteria.matchAll(/^[-*]?\s*([a-z0-9][a-z0-9-]*)\b/gm)].map((match) => match[1]);
  return {
    json: {
      quotes: ids.map((criterionId) => ({ criterionId, sentenceIds: [first?.[1]], words: first?.[2] })),
    },
  };
}
