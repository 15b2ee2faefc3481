export * from './config/settings.config';
export * from './clock/clock.adapter';
export * from './logging/log';
