import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.config';
import { ForeignOrigin } from '../problems/request.errors';
import { SETTINGS } from '../tokens';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;

/** Refuses requests that change something and were started by another website. */
@Injectable()
export class OriginGuard implements CanActivate {
  private readonly own: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.own = new URL(settings.PUBLIC_URL).origin;
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (reading.has(request.method)) return true;
    const { origin, host } = request.headers;
    if (origin === undefined || origin === this.own) return true;
    // On this very machine the address may differ from PUBLIC_URL: localhost for 127.0.0.1, or the next free port.
    if (host !== undefined && loopback.test(host) && origin === `http://${host}`) return true;
    throw new ForeignOrigin();
  }
}
