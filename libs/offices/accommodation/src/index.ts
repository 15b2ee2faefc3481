export * from './asking/own-requests';
export * from './asking/pauses';
export * from './deciding/decisions';
export * from './deciding/figures';
export * from './deciding/policies';
export * from './deciding/request-queue';
