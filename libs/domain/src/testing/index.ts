export * from './media-engine.conformance';
export * from './media-engine.fake';
export * from './storage.conformance';
export * from './storage.fake';
export * from './upload-locks.conformance';
export * from './upload-locks.fake';
export * from './uploads.conformance';
export * from './uploads.fake';
