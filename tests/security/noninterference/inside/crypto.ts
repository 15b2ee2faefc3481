/** What our programs get when they import node:crypto. */
export * from 'node:crypto';
export { randomBytes, randomUUID } from './fixed.ts';
