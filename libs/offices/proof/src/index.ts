export * from './cosignatures';
export * from './entry-sentence';
export * from './evidence-packs';
export * from './log-proofs';
export * from './log-reader';
export * from './proof.errors';
export * from './receipts';
