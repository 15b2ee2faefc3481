export * from './summary.contract';
export * from './reveal.contract';
