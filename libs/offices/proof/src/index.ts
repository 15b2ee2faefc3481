export * from './entry-sentence';
export * from './evidence-packs';
export * from './log-reader';
export * from './proof.errors';
