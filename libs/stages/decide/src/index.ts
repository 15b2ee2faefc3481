export * from './decide.stage';
export * from './decide.errors';
