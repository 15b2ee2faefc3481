import { Clock } from '@evenhand/domain';
import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { TooManyRequests } from '../problems/request.errors';
import { RateLimit } from './rate-limit';

const LIMIT = 'evenhand:rate-limit';
const perMinute = 60_000;

interface Limits {
  readonly perAddress: number;
  /** Counted per address and the e-mail address in the request's body. */
  readonly perAccount?: number;
}

/** How often per minute one network address may ask for this route, and for one account on it. */
export const LimitRate = (limits: Limits): MethodDecorator => SetMetadata(LIMIT, limits);

/** Slows down guessing. Each api process counts for itself; accounts are also locked in the database. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counters = new Map<string, RateLimit>();

  constructor(
    private readonly reflector: Reflector,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const limits = this.reflector.get<Limits | undefined>(LIMIT, context.getHandler());
    if (limits === undefined) return true;
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    this.count(`${route} address`, limits.perAddress, request.ip);
    if (limits.perAccount !== undefined) {
      this.count(`${route} account`, limits.perAccount, `${request.ip} ${emailIn(request.body)}`);
    }
    return true;
  }

  private count(counter: string, most: number, key: string): void {
    const limit = this.counters.get(counter) ?? new RateLimit(most, perMinute);
    this.counters.set(counter, limit);
    const waitMs = limit.count(key, this.clock.now());
    if (waitMs > 0) throw new TooManyRequests(waitMs);
  }
}

function emailIn(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : '';
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : '';
}
