import { RouteConfig } from '@nestjs/platform-fastify';

/** Bytes a request may carry where nothing else is said. */
export const usualBodyLimit = 1_048_576;

/** Lets one route take larger (or only smaller) requests than usual. */
export const BodyLimit = (bytes: number): MethodDecorator => RouteConfig({ bodyLimit: bytes });

/** The limit a route's configuration asks for. */
export function bodyLimitOf(config: unknown): number | undefined {
  if (typeof config !== 'object' || config === null || !('bodyLimit' in config)) return undefined;
  return typeof config.bodyLimit === 'number' ? config.bodyLimit : undefined;
}
