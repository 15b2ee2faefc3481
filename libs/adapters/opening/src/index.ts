export * from './hpke-opener.adapter';
export * from './key-pair';
export * from './opening.errors';
