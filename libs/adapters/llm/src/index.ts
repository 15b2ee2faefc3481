export * from './openai-model.adapter';
export * from './no-model.adapter';
export * from './language-model-of';
