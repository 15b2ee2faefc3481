import type { LanguageModel, ModelRequest } from '../language-model/language-model.port';
import { EngineRefused, EngineUnavailable } from '../trouble/engine.errors';

/** What the model behind the port does with the next request. */
export type NextAnswer =
  | { readonly json: unknown }
  | { readonly text: string }
  | 'refuses'
  | 'is cut off'
  | 'is overloaded'
  | 'cannot be reached'
  | 'does not know the key';

export interface OpenModel {
  readonly model: LanguageModel;
  next(answer: NextAnswer): void;
}

const request: ModelRequest = {
  system: 'You answer in JSON.',
  user: 'Which level?',
  schemaName: 'level',
  schema: {
    type: 'object',
    properties: { level: { type: 'integer' } },
    required: ['level'],
    additionalProperties: false,
  },
  maxOutputTokens: 100,
};

/** What every configured LanguageModel does. @param open called before each test */
export function languageModelConformance(name: string, open: () => Promise<OpenModel>): void {
  describe(`${name} as LanguageModel`, () => {
    let opened: OpenModel;
    beforeEach(async () => {
      opened = await open();
    });
    const ask = (answer: NextAnswer) => {
      opened.next(answer);
      return opened.model.ask(request);
    };

    it('says what runs', () => {
      expect(opened.model.engine()).toMatchObject({
        provider: expect.any(String) as string,
        model: expect.any(String) as string,
      });
    });

    it('passes JSON on, with what it used', async () => {
      expect(await ask({ json: { level: 4 } })).toEqual({
        kind: 'answer',
        json: { level: 4 },
        usage: { inputTokens: 1200, outputTokens: 80 },
      });
    });

    it('takes a refusal as an answer, not as an error', async () => {
      expect(await ask('refuses')).toMatchObject({ kind: 'refused' });
    });

    it.each([{ text: 'I think a four would be fair.' }, 'is cut off'] as const)(
      'calls what is no whole JSON malformed (%j)',
      async (answer) => {
        expect(await ask(answer)).toMatchObject({ kind: 'malformed' });
      },
    );

    it.each(['is overloaded', 'cannot be reached'] as const)(
      'may be asked again when it %s',
      async (answer) => {
        const error: unknown = await ask(answer).catch((raised: unknown) => raised);
        expect(error).toBeInstanceOf(EngineUnavailable);
        expect(error).toMatchObject({ retryable: true });
      },
    );

    it('need not be asked again when it does not know the key', async () => {
      const error: unknown = await ask('does not know the key').catch((raised: unknown) => raised);
      expect(error).toBeInstanceOf(EngineRefused);
      expect(error).toMatchObject({ retryable: false, status: 401 });
    });
  });
}
