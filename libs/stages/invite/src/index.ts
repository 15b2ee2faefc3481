export * from './invitation.stage';
export * from './invite.errors';
export * from './letters';
export * from './members.stage';
export * from './open-link.stage';
export * from './outbox.stage';
export * from './progress.stage';
export * from './publish.stage';
export { RequisitionStage } from './requisition.stage';
