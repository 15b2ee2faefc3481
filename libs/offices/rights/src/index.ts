export * from './erasure-requests';
export * from './erasure';
export * from './rights.errors';
