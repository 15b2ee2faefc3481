export * from './queue/queue.page';
export * from './packet/packet.page';
