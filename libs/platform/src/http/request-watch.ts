import type { Chance } from '@evenhand/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../logging/log';
import { securityHeaders } from './security-headers';

const wellFormed = /^[A-Za-z0-9-]{8,64}$/;

/** Id of a request: the one a proxy in front gave it, or a new one. */
export const requestIds =
  (chance: Chance) =>
  (request: { headers: Record<string, string | string[] | undefined> }): string => {
    const given = request.headers['x-request-id'];
    return typeof given === 'string' && wellFormed.test(given) ? given : chance.uuid();
  };

/**
 * Security headers and the request's id on every answer, and one log line per request. The line names the route, never
 * the address itself: addresses of links and recordings are secrets.
 */
export function watchRequests(server: FastifyInstance, log: Log, https: boolean): void {
  server.addHook('onRequest', (request, reply, next) => {
    void reply.headers({
      'x-request-id': request.id,
      ...securityHeaders(request.url.split('?', 1)[0] ?? '', https),
    });
    // Answers that leave the framework (uploads) are written to the raw response: it carries the same headers.
    for (const [header, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(header, value);
    }
    next();
  });
  server.addHook('onResponse', (request, reply, next) => {
    const ms = Math.round(reply.elapsedTime);
    log.info({
      request: request.id,
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms,
    });
    next();
  });
}

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';
