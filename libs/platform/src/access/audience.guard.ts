import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { NotAllowed, NotSignedIn } from '../problems/request.errors';
import { AUDIENCE, rememberInterview, rememberPerson, type Audience } from './audience';
import { CandidateLinks } from './candidate-links.port';
import { cookieOf, sessionCookie } from './session-cookie';
import { Sessions } from './sessions.port';

/** Lets in whom the route is for and remembers who asks. A route that names nobody is for nobody. */
@Injectable()
export class AudienceGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly links: CandidateLinks,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const audience = this.reflector.getAllAndOverride<Audience | undefined>(AUDIENCE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (audience === undefined) throw new NotAllowed();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    switch (audience.kind) {
      case 'everybody':
        return true;
      case 'colleagues':
        return this.admitColleague(request, audience);
      case 'candidates':
        rememberInterview(request, await this.links.interviewOf(bearerOf(request)));
        return true;
    }
  }

  private async admitColleague(
    request: FastifyRequest,
    { roles }: Extract<Audience, { kind: 'colleagues' }>,
  ): Promise<boolean> {
    const secret = cookieOf(request.headers.cookie, sessionCookie);
    const person = secret === null ? null : await this.sessions.personOf(secret);
    if (person === null) throw new NotSignedIn();
    if (roles.length > 0 && !roles.some((role) => person.roles.includes(role))) throw new NotAllowed();
    rememberPerson(request, person);
    return true;
  }
}

function bearerOf(request: FastifyRequest): string {
  const secret = /^Bearer ([\w-]{20,100})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (secret === undefined) throw new NotSignedIn();
  return secret;
}
