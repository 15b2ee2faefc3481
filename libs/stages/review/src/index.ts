export * from './packet.stage';
export * from './review-queue.stage';
export * from './scorecard.stage';
export * from './seat.stage';
export * from './review.errors';
