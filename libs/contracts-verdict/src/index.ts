export * from './summary.contract';
export * from './model-output.contract';
export * from './run-plan.contract';
export * from './reveal.contract';
