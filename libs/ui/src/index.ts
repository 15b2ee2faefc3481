export * from './sealed/seal-mark.component';
export * from './sealed/sealed-block.component';
export * from './problem/problem';
export * from './problem/problem.component';
export * from './confirm/confirm.component';
export * from './time/duration.pipe';
export * from './time/moment.pipe';
