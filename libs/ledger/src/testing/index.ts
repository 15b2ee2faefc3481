export * from '../evidence/pack-scene.fake';
export * from '../evidence/pack-steps.fake';
