export * from './hpke-sealer.adapter';
