export * from './file-storage.adapter';
export * from './open-storage';
export * from './tus/file-uploads.adapter';
export * from './tus/tus-endpoint';
export * from './tus/upload.errors';
