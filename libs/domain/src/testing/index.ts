export * from './media-engine.conformance';
export * from './media-engine.fake';
