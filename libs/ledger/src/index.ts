export * from './canonical';
export * from './digest';
