export * from './queue/queue.page';
export * from './packet/packet.page';
export * from './signing/signing-keys.page';
