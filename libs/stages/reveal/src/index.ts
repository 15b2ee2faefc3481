export * from './reveal.stage';
export * from './revision.stage';
export * from './reveal.errors';
