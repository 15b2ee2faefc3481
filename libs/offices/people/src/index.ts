export * from './accounts';
export * from './people.errors';
export * from './reviewer-keys';
export * from './set-up';
export * from './sign-in';
export * from './stored-colleagues';
export * from './stored-sessions';
