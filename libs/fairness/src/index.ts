export * from './audit/audit.ts';
export * from './audit/measures.ts';
export * from './compute.ts';
export * from './equivalence/equivalence.ts';
export * from './input/input.errors.ts';
export * from './planted/planted-cohort.ts';
export * from './planted/plants.ts';
export * from './printing/figures.ts';
