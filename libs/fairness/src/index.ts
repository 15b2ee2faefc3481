export * from './compute.ts';
export * from './input/input.errors.ts';
