import { EngineRefused, EngineUnavailable } from '../trouble/engine.errors';
import { languageModelConformance, type NextAnswer } from './language-model.conformance';
import { malformed, refused, said, ScriptedModel } from './language-model.fake';
import { sealerConformance } from './sealer.conformance';
import { ReadableSealer } from './sealer.fake';

function scripted(answer: NextAnswer) {
  if (typeof answer === 'object') return 'json' in answer ? said(answer.json) : malformed;
  switch (answer) {
    case 'refuses':
      return refused;
    case 'is cut off':
      return malformed;
    case 'is overloaded':
    case 'cannot be reached':
      return new EngineUnavailable('It');
    case 'does not know the key':
      return new EngineRefused('It', 401);
  }
}

languageModelConformance('ScriptedModel', () => {
  const model = new ScriptedModel();
  const next = (answer: NextAnswer): void => {
    model.answer = () => scripted(answer);
  };
  return Promise.resolve({ model, next });
});

sealerConformance('ReadableSealer', () =>
  Promise.resolve({ sealer: new ReadableSealer(), to: { keyId: 'k', publicKey: new Uint8Array(32) } }),
);
