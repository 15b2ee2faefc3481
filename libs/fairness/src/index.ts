export * from './compute.ts';
export * from './input/input.errors.ts';
export * from './printing/figures.ts';
