export * from './rooms';
export * from './role-client';
export * from './log-entry';
export * from './work-list';
export { Prisma } from './generated/client';
export * from './tokens';
export * from './interview-lock';
export * from './paid-calls';
export * from './database.module';
