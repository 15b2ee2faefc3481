export * from './seal.stage';
